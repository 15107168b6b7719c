// Native code of Oxur functions. The functions below own no memory, so that leaving them needs no
// unwinding: `oxur_leave` puts the stack back to where `oxur_run` was entered.
#![no_std]
#![allow(warnings)]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

/// What Java and a run share. Java knows this layout: `Context.java`.
#[repr(C)]
pub struct Run {
    stack: u64,
    stop: u32,
    limit: u32,
    depth: u32,
    unused: u32,
    pause: unsafe extern "C" fn(u32) -> u32,
    a: u128,
    b: u128,
    words: [u128; 16],
}
type C = *mut Run;

extern "C" {
    fn oxur_run(c: C, body: unsafe extern "C" fn(C)) -> u32;
    fn oxur_leave(c: C, point: u32) -> !;
}

#[cfg(target_arch = "x86_64")]
core::arch::global_asm!(
    ".globl oxur_run",
    "oxur_run:",
    "push rbp", "push rbx", "push r12", "push r13", "push r14", "push r15", "sub rsp, 8",
    "mov [rdi], rsp",
    "call rsi",
    "xor eax, eax",
    "2:",
    "add rsp, 8", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbx", "pop rbp",
    "ret",
    ".globl oxur_leave",
    "oxur_leave:",
    "mov rsp, [rdi]",
    "mov eax, esi",
    "jmp 2b",
);

#[cfg(target_arch = "aarch64")]
core::arch::global_asm!(
    ".globl oxur_run",
    "oxur_run:",
    "stp x29, x30, [sp, #-160]!",
    "stp x19, x20, [sp, #16]", "stp x21, x22, [sp, #32]", "stp x23, x24, [sp, #48]",
    "stp x25, x26, [sp, #64]", "stp x27, x28, [sp, #80]",
    "stp d8, d9, [sp, #96]", "stp d10, d11, [sp, #112]",
    "stp d12, d13, [sp, #128]", "stp d14, d15, [sp, #144]",
    "mov x9, sp",
    "str x9, [x0]",
    "blr x1",
    "mov w0, wzr",
    "2:",
    "ldp d14, d15, [sp, #144]", "ldp d12, d13, [sp, #128]",
    "ldp d10, d11, [sp, #112]", "ldp d8, d9, [sp, #96]",
    "ldp x27, x28, [sp, #80]", "ldp x25, x26, [sp, #64]", "ldp x23, x24, [sp, #48]",
    "ldp x21, x22, [sp, #32]", "ldp x19, x20, [sp, #16]",
    "ldp x29, x30, [sp], #160",
    "ret",
    ".globl oxur_leave",
    "oxur_leave:",
    "ldr x9, [x0]",
    "mov sp, x9",
    "mov w0, w1",
    "b 2b",
);

#[cold]
#[inline(never)]
unsafe fn trap(c: C, point: u32, a: u128, b: u128) -> ! {
    (*c).a = a;
    (*c).b = b;
    oxur_leave(c, point)
}

#[inline(always)]
unsafe fn poll(c: C, point: u32) {
    if core::ptr::read_volatile(&(*c).stop) != 0 {
        stopped(c, point)
    }
}

// Java says whether the run ends here or goes on.
#[cold]
#[inline(never)]
unsafe fn stopped(c: C, point: u32) {
    if ((*c).pause)(point) != 0 {
        trap(c, point, 0, 0)
    }
}

#[inline(always)]
unsafe fn deeper(c: C, depth: u32, point: u32) -> u32 {
    if depth >= (*c).limit {
        trap(c, point, 0, 0)
    }
    depth + 1
}

#[inline(always)]
unsafe fn checked<T: Copy, U: Copy>(c: C, point: u32, a: T, b: U, r: Option<T>) -> T
where
    T: Bits,
    U: Bits,
{
    match r {
        Some(v) => v,
        None => trap(c, point, a.bits(), b.bits()),
    }
}

#[inline(always)]
fn amount<T: TryInto<u32>>(n: T) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}

pub trait Bits {
    fn bits(self) -> u128;
}
macro_rules! bits {
    ($($t:ty)*) => {
        $(impl Bits for $t {
            #[inline(always)]
            fn bits(self) -> u128 {
                self as u128
            }
        })*
    };
}
bits!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

pub trait Root {
    fn root(self) -> Self;
}
#[cfg(target_arch = "x86_64")]
impl Root for f64 {
    #[inline(always)]
    fn root(self) -> f64 {
        use core::arch::x86_64::*;
        unsafe { _mm_cvtsd_f64(_mm_sqrt_sd(_mm_setzero_pd(), _mm_set_sd(self))) }
    }
}
#[cfg(target_arch = "x86_64")]
impl Root for f32 {
    #[inline(always)]
    fn root(self) -> f32 {
        use core::arch::x86_64::*;
        unsafe { _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss(self))) }
    }
}
#[cfg(target_arch = "aarch64")]
impl Root for f64 {
    #[inline(always)]
    fn root(self) -> f64 {
        let r: f64;
        unsafe { core::arch::asm!("fsqrt {0:d}, {1:d}", out(vreg) r, in(vreg) self) };
        r
    }
}
#[cfg(target_arch = "aarch64")]
impl Root for f32 {
    #[inline(always)]
    fn root(self) -> f32 {
        let r: f32;
        unsafe { core::arch::asm!("fsqrt {0:s}, {1:s}", out(vreg) r, in(vreg) self) };
        r
    }
}
