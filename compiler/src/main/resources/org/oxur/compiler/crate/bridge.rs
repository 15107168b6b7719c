// Functions of a crate, called from Java. A panic unwinds to `oxur_crate_call` and never into Java.
#![allow(warnings)]

use std::cell::RefCell;

/// What Java and a call share. Java knows this layout: `ForeignLibrary.java`.
#[repr(C)]
pub struct Call {
    function: u64,
    input: *const u8,
    out: *mut Vec<u8>,
    out_at: *const u8,
    out_len: u64,
}

const DONE: u32 = 0;
const PANICKED: u32 = 1;

type Function = unsafe fn(&mut In, &mut Vec<u8>);

thread_local! {
    /// Where the last panic of this thread came from.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}
static QUIET: std::sync::Once = std::sync::Once::new();

/// Runs a function, then hands over what it gave or the words of its panic.
#[no_mangle]
pub unsafe extern "C" fn oxur_crate_call(c: *mut Call) -> u32 {
    QUIET.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map(|at| at.to_string()).unwrap_or_default();
            PLACE.with(|p| *p.borrow_mut() = place);
        }))
    });
    let mut r = In((*c).input);
    let mut w = Vec::new();
    let function = FUNCTIONS[(*c).function as usize];
    let went = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| function(&mut r, &mut w)));
    let code = match went {
        Ok(()) => DONE,
        Err(e) => {
            let words = match (e.downcast_ref::<&str>(), e.downcast_ref::<String>()) {
                (Some(s), _) => s.to_string(),
                (_, Some(s)) => s.clone(),
                _ => "a value that is no text".to_string(),
            };
            w.clear();
            words.put(&mut w);
            PLACE.with(|p| p.borrow().put(&mut w));
            PANICKED
        }
    };
    let out = Box::new(w);
    (*c).out_at = out.as_ptr();
    (*c).out_len = out.len() as u64;
    (*c).out = Box::into_raw(out);
    code
}

#[no_mangle]
pub unsafe extern "C" fn oxur_crate_free(c: *mut Call) -> u32 {
    drop(Box::from_raw((*c).out));
    0
}

pub struct In(*const u8);

/// What crosses as it is.
pub trait Put {
    unsafe fn put(&self, w: &mut Vec<u8>);
}
pub trait Get {
    unsafe fn get(r: &mut In) -> Self;
}
macro_rules! plain {
    ($($t:ty)*) => {
        $(impl Put for $t {
            unsafe fn put(&self, w: &mut Vec<u8>) { w.extend_from_slice(&self.to_ne_bytes()) }
        }
        impl Get for $t {
            unsafe fn get(r: &mut In) -> Self {
                let x = std::ptr::read_unaligned(r.0 as *const Self);
                r.0 = r.0.add(std::mem::size_of::<Self>());
                x
            }
        })*
    };
}
plain!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);
impl Put for bool {
    unsafe fn put(&self, w: &mut Vec<u8>) { w.push(*self as u8) }
}
impl Get for bool {
    unsafe fn get(r: &mut In) -> Self { u8::get(r) != 0 }
}
impl Put for char {
    unsafe fn put(&self, w: &mut Vec<u8>) { (*self as u32).put(w) }
}
impl Get for char {
    unsafe fn get(r: &mut In) -> Self { char::from_u32_unchecked(u32::get(r)) }
}
impl Put for () {
    unsafe fn put(&self, w: &mut Vec<u8>) {}
}
impl Put for str {
    unsafe fn put(&self, w: &mut Vec<u8>) {
        (self.len() as u64).put(w);
        w.extend_from_slice(self.as_bytes());
    }
}
impl Put for String {
    unsafe fn put(&self, w: &mut Vec<u8>) { self.as_str().put(w) }
}
impl Get for String {
    unsafe fn get(r: &mut In) -> Self { text(r).to_owned() }
}

/// A string that lies in what Java wrote: there as long as the call.
unsafe fn text<'a>(r: &mut In) -> &'a str {
    let n = u64::get(r) as usize;
    let s = std::str::from_utf8_unchecked(std::slice::from_raw_parts(r.0, n));
    r.0 = r.0.add(n);
    s
}

unsafe fn length(n: usize, w: &mut Vec<u8>) { (n as u64).put(w) }

// Values of the crate's own types: Java holds their addresses, and those of how to drop and show them.

unsafe fn own<T>(x: T, show: u64, w: &mut Vec<u8>) {
    (Box::into_raw(Box::new(x)) as u64).put(w);
    (drop_of::<T> as usize as u64).put(w);
    show.put(w);
}
unsafe fn give<T>(x: T, w: &mut Vec<u8>) { own(x, 0, w) }
unsafe fn give_shown<T: std::fmt::Debug>(x: T, w: &mut Vec<u8>) {
    own(x, show_of::<T> as usize as u64, w)
}
unsafe fn drop_of<T>(x: u64, _: &mut Vec<u8>) { drop(Box::from_raw(x as *mut T)) }
unsafe fn show_of<T: std::fmt::Debug>(x: u64, w: &mut Vec<u8>) {
    format!("{:?}", &*(x as *const T)).put(w)
}

/// Function 0: calls what `own` named.
unsafe fn on_value(r: &mut In, w: &mut Vec<u8>) {
    let f = u64::get(r);
    let f: unsafe fn(u64, &mut Vec<u8>) = std::mem::transmute(f as usize);
    f(u64::get(r), w)
}

