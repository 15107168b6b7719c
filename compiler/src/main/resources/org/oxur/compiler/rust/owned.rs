// What native code of Oxur functions is linked against when its values own memory: a crate of its
// own, compiled once. A failure unwinds, so that nothing leaks, to `enter`, and never into Java.
#![allow(warnings)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::borrow::Borrow;
use std::cell::Cell;
use std::hash::{Hash, Hasher};
use std::ops::{Index, IndexMut};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What Java and a run share. Java knows this layout: `Context.java`.
#[repr(C)]
pub struct Run {
    pub stack: u64,
    pub stop: u32,
    pub limit: u32,
    pub depth: u32,
    pub leave: u32,
    pub pause: unsafe extern "C" fn(u32) -> u32,
    pub a: u128,
    pub b: u128,
    pub words: [u128; 16],
    pub input: *const u8,
    pub out: *mut Vec<u8>,
    pub out_at: *const u8,
    pub out_len: u64,
    pub said: *mut Vec<u8>,
    pub said_at: *const u8,
    pub said_len: u64,
    pub most: u64,
    pub told: u32,
}
pub type C = *mut Run;

pub struct Trap(pub u32);

#[cold]
#[inline(never)]
pub unsafe fn trap(c: C, point: u32, a: u128, b: u128) -> ! {
    (*c).a = a;
    (*c).b = b;
    std::panic::resume_unwind(Box::new(Trap(point)))
}

#[cold]
#[inline(never)]
pub unsafe fn trap_value<T: Wire>(c: C, point: u32, value: &T) -> ! {
    let w = out(c);
    w.clear();
    value.put(w);
    trap(c, point, 0, 0)
}

#[cold]
#[inline(never)]
pub unsafe fn trap_text(c: C, point: u32, text: &str) -> ! {
    let w = out(c);
    w.clear();
    text.show(w);
    trap(c, point, 0, 0)
}

#[cold]
#[inline(never)]
pub fn unreachable() -> ! {
    std::panic::resume_unwind(Box::new(Trap(u32::MAX)))
}

pub unsafe fn out<'a>(c: C) -> &'a mut Vec<u8> {
    if (*c).out.is_null() {
        (*c).out = Box::into_raw(Box::new(Vec::new()));
    }
    &mut *(*c).out
}

pub fn attempt<T>(f: impl FnOnce() -> T) -> std::thread::Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(f))
}

pub unsafe fn enter(c: C, body: unsafe fn(C)) -> u32 {
    MOST.store((*c).most as usize, Relaxed);
    (*c).leave = 0;
    RUN.with(|run| run.set(c));
    let ended = attempt(|| body(c));
    if !(*c).out.is_null() {
        (*c).out_at = (*(*c).out).as_ptr();
        (*c).out_len = (*(*c).out).len() as u64;
    }
    if !(*c).said.is_null() {
        (*c).said_at = (*(*c).said).as_ptr();
        (*c).said_len = (*(*c).said).len() as u64;
    }
    match ended {
        Ok(()) => 0,
        Err(e) => match e.downcast::<Trap>() {
            Ok(t) => t.0,
            Err(_) => u32::MAX,
        },
    }
}

pub unsafe fn free(c: C) {
    if !(*c).out.is_null() {
        drop(Box::from_raw((*c).out));
        (*c).out = std::ptr::null_mut();
    }
    if !(*c).said.is_null() {
        drop(Box::from_raw((*c).said));
        (*c).said = std::ptr::null_mut();
    }
}

/// Ends a run that is better made by the interpreter, from its beginning, if nobody has seen
/// anything of it yet.
#[cold]
#[inline(never)]
pub unsafe fn give_up(c: C) -> ! {
    trap(c, u32::MAX - 1, 0, 0)
}

// Memory

/// Counts what is in use. Where that is too much, the run is stopped at its next poll.
pub struct Counting;
pub static USED: AtomicUsize = AtomicUsize::new(0);
pub static MOST: AtomicUsize = AtomicUsize::new(usize::MAX);
thread_local! {
    static RUN: Cell<C> = const { Cell::new(std::ptr::null_mut()) };
}

// Threads that count at once may lose a few: a guess will do, and is quicker.
#[inline(always)]
pub fn count(more: usize, less: usize) {
    let used = USED.load(Relaxed).wrapping_add(more).wrapping_sub(less);
    USED.store(used, Relaxed);
    if used > MOST.load(Relaxed) && (used as isize) > 0 {
        too_much()
    }
}

#[cold]
#[inline(never)]
pub fn too_much() {
    let c = RUN.with(|run| run.get());
    if !c.is_null() {
        unsafe { std::ptr::write_volatile(&mut (*c).stop, 1) }
    }
}

unsafe impl GlobalAlloc for Counting {
    #[inline]
    unsafe fn alloc(&self, l: Layout) -> *mut u8 {
        count(l.size(), 0);
        System.alloc(l)
    }
    #[inline]
    unsafe fn alloc_zeroed(&self, l: Layout) -> *mut u8 {
        count(l.size(), 0);
        System.alloc_zeroed(l)
    }
    #[inline]
    unsafe fn dealloc(&self, p: *mut u8, l: Layout) {
        count(0, l.size());
        System.dealloc(p, l)
    }
    #[inline]
    unsafe fn realloc(&self, p: *mut u8, l: Layout, size: usize) -> *mut u8 {
        count(size, l.size());
        System.realloc(p, l, size)
    }
}
#[global_allocator]
static MEMORY: Counting = Counting;

/// Before much is asked for at once: an allocation that fails would end the process.
#[inline(always)]
pub unsafe fn room<T>(c: C, count: usize) {
    if count.saturating_mul(std::mem::size_of::<T>()) > MOST.load(Relaxed) / 2 {
        give_up(c)
    }
}

/// A test that fails leaves all as it was.
pub fn retain<T>(v: &mut Vec<T>, test: impl FnMut(&T) -> bool) {
    let keep: Vec<bool> = v.iter().map(test).collect();
    let mut i = 0;
    v.retain(|_| {
        i += 1;
        keep[i - 1]
    })
}

pub unsafe fn collected<T>(c: C, items: impl Iterator<Item = T>) -> Vec<T> {
    room::<T>(c, items.size_hint().0);
    items.collect()
}

/// What is printed is kept until Java takes it: at the end, after a while, or when it is this much.
pub const MOST_SAID: usize = 1 << 16;

pub unsafe fn say(c: C, text: &str, end: &str) {
    if (*c).said.is_null() {
        (*c).said = Box::into_raw(Box::new(Vec::new()));
    }
    let said = &mut *(*c).said;
    said.extend_from_slice(text.as_bytes());
    said.extend_from_slice(end.as_bytes());
    let much = said.len() > MOST_SAID;
    if (*c).told == 0 || much {
        (*c).told = 1;
        tell(c, 0);
    }
}

/// Java may take what was printed. Point 0: something was, and nothing else is asked.
pub unsafe fn tell(c: C, point: u32) -> u32 {
    if !(*c).said.is_null() {
        (*c).said_at = (*(*c).said).as_ptr();
        (*c).said_len = (*(*c).said).len() as u64;
    }
    let answer = ((*c).pause)(point);
    if !(*c).said.is_null() && (*c).said_len == 0 {
        (*(*c).said).clear();
        (*c).told = 0;
    }
    answer
}

#[inline(always)]
pub unsafe fn poll(c: C, point: u32) {
    if std::ptr::read_volatile(&(*c).stop) != 0 {
        stopped(c, point);
    }
}

// Java says whether the run ends here or goes on. The call keeps all registers, so that what a loop
// computes stays in them although the loop might stop.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub unsafe fn stopped(c: C, point: u32) {
    std::arch::asm!("call {0}", sym oxur_pause, in("rdi") c, in("esi") point);
    if (*c).leave != 0 {
        leave(c, point)
    }
}
#[cfg(not(target_arch = "x86_64"))]
#[cold]
#[inline(never)]
pub unsafe fn stopped(c: C, point: u32) {
    oxur_ask(c, point);
    if (*c).leave != 0 {
        leave(c, point)
    }
}

#[cold]
#[inline(never)]
pub unsafe fn leave(c: C, point: u32) -> ! {
    if (*c).leave > 1 {
        give_up(c)
    }
    trap(c, point, 0, 0)
}

#[no_mangle]
pub unsafe extern "C" fn oxur_ask(c: C, point: u32) {
    (*c).leave = if USED.load(Relaxed) > MOST.load(Relaxed) {
        2
    } else if tell(c, point) != 0 {
        1
    } else {
        0
    };
}

#[cfg(target_arch = "x86_64")]
extern "C" {
    fn oxur_pause();
}
// Asks with all registers kept, those for vectors too (0xe7: x87, SSE, AVX, AVX-512).
#[cfg(target_arch = "x86_64")]
std::arch::global_asm!(
    ".hidden oxur_pause",
    ".globl oxur_pause",
    "oxur_pause:",
    "push rbp", "mov rbp, rsp",
    "push rax", "push rcx", "push rdx", "push rsi", "push rdi", "push r8", "push r9", "push r10", "push r11",
    "sub rsp, 4096", "and rsp, -64",
    "xor eax, eax",
    "mov [rsp + 512], rax", "mov [rsp + 520], rax", "mov [rsp + 528], rax", "mov [rsp + 536], rax",
    "mov [rsp + 544], rax", "mov [rsp + 552], rax", "mov [rsp + 560], rax", "mov [rsp + 568], rax",
    "mov eax, 0xe7", "xor edx, edx", "xsave [rsp]",
    "call {ask}",
    "mov eax, 0xe7", "xor edx, edx", "xrstor [rsp]",
    "lea rsp, [rbp - 72]",
    "pop r11", "pop r10", "pop r9", "pop r8", "pop rdi", "pop rsi", "pop rdx", "pop rcx", "pop rax",
    "pop rbp",
    "ret",
    ask = sym oxur_ask,
);

/// A range that asks once in 1024 turns whether to go on, however it is gone through.
#[derive(Clone)]
pub struct Turns<I> {
    pub range: I,
    pub c: C,
    pub point: u32,
    pub left: u32,
}
pub fn turns<I>(c: C, point: u32, range: I) -> Turns<I> {
    Turns { range, c, point, left: 0 }
}
impl<I> Turns<I> {
    #[inline(always)]
    pub fn turn(&mut self) {
        if self.left == 0 {
            self.left = 1024;
            unsafe { poll(self.c, self.point) }
        }
        self.left -= 1;
    }
}
impl<T, I: Iterator<Item = T>> Iterator for Turns<I> {
    type Item = T;
    #[inline(always)]
    fn next(&mut self) -> Option<T> {
        self.turn();
        self.range.next()
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { self.range.size_hint() }
    #[inline]
    fn nth(&mut self, n: usize) -> Option<T> { self.range.nth(n) }
    #[inline]
    fn count(self) -> usize { self.range.count() }
    #[inline]
    fn last(self) -> Option<T> { self.range.last() }
    #[inline]
    fn min(self) -> Option<T> where T: Ord { self.range.min() }
    #[inline]
    fn max(self) -> Option<T> where T: Ord { self.range.max() }
    #[inline]
    fn fold<B, F: FnMut(B, T) -> B>(mut self, start: B, mut f: F) -> B {
        let mut folded = start;
        while let Some(x) = self.range.next() {
            unsafe { poll(self.c, self.point) }
            folded = f(folded, x);
            folded = self.range.by_ref().take(1023).fold(folded, &mut f);
        }
        folded
    }
}
impl<T, I: DoubleEndedIterator<Item = T>> DoubleEndedIterator for Turns<I> {
    #[inline(always)]
    fn next_back(&mut self) -> Option<T> {
        self.turn();
        self.range.next_back()
    }
}

#[inline(always)]
pub unsafe fn deeper(c: C, depth: u32, point: u32) -> u32 {
    if depth >= (*c).limit {
        trap(c, point, 0, 0)
    }
    depth + 1
}

// Numbers

#[inline(always)]
pub unsafe fn checked<T: Bits, U: Bits>(c: C, point: u32, a: T, b: U, r: Option<T>) -> T {
    match r {
        Some(v) => v,
        None => trap(c, point, a.bits(), b.bits()),
    }
}

#[inline(always)]
pub fn amount<T: TryInto<u32>>(n: T) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}

pub trait Bits: Copy {
    fn bits(self) -> u128;
}
pub trait Ops: Bits {
    unsafe fn plus(self, c: C, point: u32, o: Self) -> Self;
    unsafe fn less(self, c: C, point: u32, o: Self) -> Self;
    unsafe fn times(self, c: C, point: u32, o: Self) -> Self;
    unsafe fn over(self, c: C, point: u32, o: Self) -> Self;
    unsafe fn rest(self, c: C, point: u32, o: Self) -> Self;
    unsafe fn minus(self, c: C, point: u32) -> Self;
    unsafe fn left<U: Bits + TryInto<u32>>(self, c: C, point: u32, o: U) -> Self;
    unsafe fn right<U: Bits + TryInto<u32>>(self, c: C, point: u32, o: U) -> Self;
    fn strip(self, end: Self) -> Self;
    fn pos(self) -> usize;
}
macro_rules! numbers {
    ($($t:ty)*) => {
        $(impl Bits for $t {
            #[inline(always)]
            fn bits(self) -> u128 { self as u128 }
        }
        impl Ops for $t {
            #[inline(always)]
            unsafe fn plus(self, c: C, point: u32, o: Self) -> Self { checked(c, point, self, o, self.checked_add(o)) }
            #[inline(always)]
            unsafe fn less(self, c: C, point: u32, o: Self) -> Self { checked(c, point, self, o, self.checked_sub(o)) }
            #[inline(always)]
            unsafe fn times(self, c: C, point: u32, o: Self) -> Self { checked(c, point, self, o, self.checked_mul(o)) }
            #[inline(always)]
            unsafe fn over(self, c: C, point: u32, o: Self) -> Self { checked(c, point, self, o, self.checked_div(o)) }
            #[inline(always)]
            unsafe fn rest(self, c: C, point: u32, o: Self) -> Self { checked(c, point, self, o, self.checked_rem(o)) }
            #[inline(always)]
            unsafe fn minus(self, c: C, point: u32) -> Self { checked(c, point, self, 0u8, self.checked_neg()) }
            #[inline(always)]
            unsafe fn left<U: Bits + TryInto<u32>>(self, c: C, point: u32, o: U) -> Self { checked(c, point, self, o, self.checked_shl(amount(o))) }
            #[inline(always)]
            unsafe fn right<U: Bits + TryInto<u32>>(self, c: C, point: u32, o: U) -> Self { checked(c, point, self, o, self.checked_shr(amount(o))) }
            // The end of the next 1024 turns of a loop that ends at `end`.
            #[inline(always)]
            fn strip(self, end: Self) -> Self {
                if std::mem::size_of::<Self>() < 4 { end } else { std::cmp::min(self.saturating_add(1024u16 as Self), end) }
            }
            // An index; what is none is beyond every length.
            #[inline(always)]
            fn pos(self) -> usize {
                if std::mem::size_of::<Self>() <= 8 { self as usize } else { usize::try_from(self).unwrap_or(usize::MAX) }
            }
        })*
    };
}
numbers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

// Vectors

/// An index whose failure says where it stands.
#[derive(Clone, Copy)]
pub struct At<I>(pub C, pub u32, pub I);

impl<I: Ops> At<I> {
    #[inline(always)]
    pub unsafe fn of(self, len: usize) -> usize {
        let i = self.2.pos();
        if i >= len {
            trap(self.0, self.1, self.2.bits(), len as u128)
        }
        i
    }
    #[inline(always)]
    pub unsafe fn before(self, len: usize) -> usize {
        let i = self.2.pos();
        if i > len {
            trap(self.0, self.1, self.2.bits(), len as u128)
        }
        i
    }
}
impl<T, I: Ops> Index<At<I>> for Vec<T> {
    type Output = T;
    #[inline(always)]
    fn index(&self, at: At<I>) -> &T {
        unsafe {
            let i = at.of(self.len());
            self.get_unchecked(i)
        }
    }
}
impl<T, I: Ops> IndexMut<At<I>> for Vec<T> {
    #[inline(always)]
    fn index_mut(&mut self, at: At<I>) -> &mut T {
        unsafe {
            let i = at.of(self.len());
            self.get_unchecked_mut(i)
        }
    }
}

#[inline(always)]
pub fn position(i: i128) -> usize {
    usize::try_from(i).unwrap_or(usize::MAX)
}

#[inline(always)]
pub fn amount_of(n: i128) -> usize {
    if n < 0 { 0 } else { position(n) }
}

pub unsafe fn repeated<T: Clone>(c: C, point: u32, item: T, count: i128) -> Vec<T> {
    if count < 0 {
        trap(c, point, count as u128, 0)
    }
    room::<T>(c, position(count));
    vec![item; count as usize]
}

// Maps

/// Quick, and the same in every run: no keys come from strangers.
#[derive(Default, Clone, Copy)]
pub struct Mix(pub u64);
impl Mix {
    #[inline(always)]
    pub fn add(&mut self, x: u64) {
        self.0 = (self.0.rotate_left(5) ^ x).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
impl Hasher for Mix {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(u64::from_le_bytes(chunk.try_into().unwrap()));
        }
        let mut last = 0u64;
        for &b in chunks.remainder() {
            last = last << 8 | b as u64;
        }
        self.add(last ^ (bytes.len() as u64) << 56);
    }
    #[inline(always)]
    fn write_u8(&mut self, x: u8) { self.add(x as u64) }
    #[inline(always)]
    fn write_u32(&mut self, x: u32) { self.add(x as u64) }
    #[inline(always)]
    fn write_u64(&mut self, x: u64) { self.add(x) }
    #[inline(always)]
    fn write_i64(&mut self, x: i64) { self.add(x as u64) }
    #[inline(always)]
    fn finish(&self) -> u64 { self.0 ^ self.0 >> 32 }
}
pub fn mixed<Q: Hash + ?Sized>(q: &Q) -> u64 {
    let mut h = Mix::default();
    q.hash(&mut h);
    h.finish()
}

/// A map that keeps the order in which keys were first put in.
#[derive(Clone)]
pub struct Map<K, V> {
    /// Positions in `entries` plus one, by hash; 0 where free. Its length is a power of two.
    pub table: Vec<u32>,
    /// `None` where one was taken out; closed up before those are more than the others.
    pub entries: Vec<Option<(u64, K, V)>>,
    pub live: usize,
}
impl<K: Hash + Eq, V> Map<K, V> {
    pub fn new() -> Self { Map { table: Vec::new(), entries: Vec::new(), live: 0 } }
    pub fn len(&self) -> usize { self.live }
    pub fn find<Q: Hash + Eq + ?Sized>(&self, q: &Q, hash: u64) -> Option<usize> where K: Borrow<Q> {
        if self.table.is_empty() {
            return None;
        }
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.table[at] {
                0 => return None,
                n => {
                    if let Some(e) = &self.entries[n as usize - 1] {
                        if e.0 == hash && e.1.borrow() == q {
                            return Some(n as usize - 1);
                        }
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }
    pub fn build(&mut self) {
        self.entries.retain(|e| e.is_some());
        self.table.clear();
        self.table.resize((self.live * 4).next_power_of_two().max(8), 0);
        for i in 0..self.live {
            self.enlist(i);
        }
    }
    pub fn enlist(&mut self, i: usize) {
        let mask = self.table.len() - 1;
        let mut at = self.filled(i).0 as usize & mask;
        while self.table[at] != 0 {
            at = (at + 1) & mask;
        }
        self.table[at] = i as u32 + 1;
    }
    pub fn filled(&mut self, i: usize) -> &mut (u64, K, V) {
        match &mut self.entries[i] {
            Some(e) => e,
            None => unreachable(),
        }
    }
    pub fn add(&mut self, hash: u64, k: K, v: V) -> usize {
        self.entries.push(Some((hash, k, v)));
        self.live += 1;
        if self.entries.len() * 2 > self.table.len() {
            self.build();
        } else {
            self.enlist(self.entries.len() - 1);
        }
        self.entries.len() - 1
    }
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {
        let hash = mixed(&k);
        match self.find(&k, hash) {
            Some(i) => Some(std::mem::replace(&mut self.filled(i).2, v)),
            None => { self.add(hash, k, v); None }
        }
    }
    pub fn get<Q: Hash + Eq + ?Sized>(&self, q: &Q) -> Option<&V> where K: Borrow<Q> {
        self.find(q, mixed(q)).and_then(|i| self.entries[i].as_ref()).map(|e| &e.2)
    }
    pub fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, q: &Q) -> Option<&mut V> where K: Borrow<Q> {
        self.find(q, mixed(q)).map(|i| &mut self.filled(i).2)
    }
    pub unsafe fn at<Q: Hash + Eq + Shown + ?Sized>(&self, c: C, point: u32, q: &Q) -> &V where K: Borrow<Q> {
        match self.get(q) {
            Some(v) => v,
            None => missing(c, point, q),
        }
    }
    pub unsafe fn at_mut<Q: Hash + Eq + Shown + ?Sized>(&mut self, c: C, point: u32, q: &Q) -> &mut V where K: Borrow<Q> {
        match self.get_mut(q) {
            Some(v) => v,
            None => missing(c, point, q),
        }
    }
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, q: &Q) -> Option<V> where K: Borrow<Q> {
        let i = self.find(q, mixed(q))?;
        let gone = self.entries[i].take()?;
        self.live -= 1;
        if self.entries.len() > 2 * self.live + 8 {
            self.build();
        }
        Some(gone.2)
    }
    pub fn clear(&mut self) { self.table.clear(); self.entries.clear(); self.live = 0 }
    pub fn entry(&mut self, k: K) -> Entry<'_, K, V> { Entry(self, k) }
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator { Live(self.entries.iter().map(|e| e.as_ref().map(|e| &e.1)), self.live) }
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator { Live(self.entries.iter().map(|e| e.as_ref().map(|e| &e.2)), self.live) }
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator { Live(self.entries.iter_mut().map(|e| e.as_mut().map(|e| &mut e.2)), self.live) }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator { Live(self.entries.iter().map(|e| e.as_ref().map(|e| (&e.1, &e.2))), self.live) }
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&K, &mut V)> + ExactSizeIterator { Live(self.entries.iter_mut().map(|e| e.as_mut().map(|e| (&e.1, &mut e.2))), self.live) }
    pub fn into_iter(self) -> impl DoubleEndedIterator<Item = (K, V)> + ExactSizeIterator { Live(self.entries.into_iter().map(|e| e.map(|e| (e.1, e.2))), self.live) }
}
/// What is there of a map's entries, and how many that are.
pub struct Live<I>(pub I, pub usize);
impl<T, I: Iterator<Item = Option<T>>> Iterator for Live<I> {
    type Item = T;
    #[inline]
    fn next(&mut self) -> Option<T> {
        let next = self.0.find_map(|e| e)?;
        self.1 -= 1;
        Some(next)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) { (self.1, Some(self.1)) }
}
impl<T, I: DoubleEndedIterator<Item = Option<T>>> DoubleEndedIterator for Live<I> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        let next = self.0.by_ref().rev().find_map(|e| e)?;
        self.1 -= 1;
        Some(next)
    }
}
impl<T, I: Iterator<Item = Option<T>>> ExactSizeIterator for Live<I> {}
#[cold]
#[inline(never)]
pub unsafe fn missing<Q: Shown + ?Sized>(c: C, point: u32, q: &Q) -> ! {
    let w = out(c);
    w.clear();
    q.show(w);
    trap(c, point, 0, 0)
}
impl<K: Hash + Eq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let mut m = Map::new();
        for (k, v) in items {
            m.insert(k, v);
        }
        m
    }
}
impl<K: Hash + Eq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, o: &Self) -> bool {
        self.len() == o.len() && self.iter().all(|(k, v)| o.get(k) == Some(v))
    }
}
pub struct Entry<'a, K, V>(pub &'a mut Map<K, V>, pub K);
impl<'a, K: Hash + Eq, V> Entry<'a, K, V> {
    pub fn or_insert(self, v: V) -> &'a mut V { self.or_insert_with(|| v) }
    pub fn or_insert_with(self, f: impl FnOnce() -> V) -> &'a mut V {
        let hash = mixed(&self.1);
        let i = match self.0.find(&self.1, hash) {
            Some(i) => i,
            None => self.0.add(hash, self.1, f()),
        };
        &mut self.0.filled(i).2
    }
}

#[derive(Clone)]
pub struct Set<T>(pub Map<T, ()>);
impl<T: Hash + Eq> Set<T> {
    pub fn new() -> Self { Set(Map::new()) }
    pub fn len(&self) -> usize { self.0.len() }
    pub fn insert(&mut self, x: T) -> bool { self.0.insert(x, ()).is_none() }
    pub fn contains<Q: Hash + Eq + ?Sized>(&self, q: &Q) -> bool where T: Borrow<Q> { self.0.get(q).is_some() }
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, q: &Q) -> bool where T: Borrow<Q> { self.0.remove(q).is_some() }
    pub fn clear(&mut self) { self.0.clear() }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator { self.0.keys() }
    pub fn into_iter(self) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator { self.0.into_iter().map(|e| e.0) }
}
impl<T: Hash + Eq> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut s = Set::new();
        for x in items {
            s.insert(x);
        }
        s
    }
}
impl<T: Hash + Eq> PartialEq for Set<T> {
    fn eq(&self, o: &Self) -> bool { self.0 == o.0 }
}

/// A keyword, by its number in the crate.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kw(pub u32);

// Crossing: `Codec.java` writes and reads the same.

pub struct In(pub *const u8);

pub trait Wire {
    unsafe fn put(&self, w: &mut Vec<u8>);
    unsafe fn get(r: &mut In) -> Self where Self: Sized;
    unsafe fn put_all(items: &[Self], w: &mut Vec<u8>) where Self: Sized {
        for x in items {
            x.put(w);
        }
    }
    unsafe fn get_all(n: usize, r: &mut In) -> Vec<Self> where Self: Sized {
        let mut v = Vec::with_capacity(n);
        for _ in 0..n {
            v.push(Self::get(r));
        }
        v
    }
}
macro_rules! plain {
    ($($t:ty)*) => {
        $(impl Wire for $t {
            unsafe fn put(&self, w: &mut Vec<u8>) { Self::put_all(std::slice::from_ref(self), w) }
            unsafe fn get(r: &mut In) -> Self {
                let x = std::ptr::read_unaligned(r.0 as *const Self);
                r.0 = r.0.add(std::mem::size_of::<Self>());
                x
            }
            unsafe fn put_all(items: &[Self], w: &mut Vec<u8>) {
                w.extend_from_slice(std::slice::from_raw_parts(items.as_ptr() as *const u8, std::mem::size_of_val(items)));
            }
            unsafe fn get_all(n: usize, r: &mut In) -> Vec<Self> {
                let mut v = Vec::<Self>::with_capacity(n);
                let bytes = n * std::mem::size_of::<Self>();
                std::ptr::copy_nonoverlapping(r.0, v.as_mut_ptr() as *mut u8, bytes);
                v.set_len(n);
                r.0 = r.0.add(bytes);
                v
            }
        })*
    };
}
plain!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 bool char);
impl Wire for () {
    unsafe fn put(&self, w: &mut Vec<u8>) {}
    unsafe fn get(r: &mut In) -> Self {}
}
impl Wire for Kw {
    unsafe fn put(&self, w: &mut Vec<u8>) { self.0.put(w) }
    unsafe fn get(r: &mut In) -> Self { Kw(u32::get(r)) }
}

/// What can be shown in a message: all that crosses, and what strings refer to.
pub trait Shown {
    unsafe fn show(&self, w: &mut Vec<u8>);
}
impl<T: Wire> Shown for T {
    unsafe fn show(&self, w: &mut Vec<u8>) { self.put(w) }
}
impl Shown for str {
    unsafe fn show(&self, w: &mut Vec<u8>) {
        (self.len() as u64).put(w);
        w.extend_from_slice(self.as_bytes());
    }
}
impl Wire for &str {
    unsafe fn put(&self, w: &mut Vec<u8>) { (**self).show(w) }
    unsafe fn get(r: &mut In) -> Self {
        let n = u64::get(r) as usize;
        let s = std::str::from_utf8_unchecked(std::slice::from_raw_parts(r.0, n));
        r.0 = r.0.add(n);
        s
    }
}
impl Wire for String {
    unsafe fn put(&self, w: &mut Vec<u8>) { self.as_str().show(w) }
    unsafe fn get(r: &mut In) -> Self { <&str>::get(r).to_owned() }
}
impl<T: Wire> Wire for Box<T> {
    unsafe fn put(&self, w: &mut Vec<u8>) { (**self).put(w) }
    unsafe fn get(r: &mut In) -> Self { Box::new(T::get(r)) }
}
impl<T: Wire> Wire for Vec<T> {
    unsafe fn put(&self, w: &mut Vec<u8>) {
        (self.len() as u64).put(w);
        T::put_all(self, w);
    }
    unsafe fn get(r: &mut In) -> Self {
        let n = u64::get(r) as usize;
        T::get_all(n, r)
    }
}
impl<T: Wire> Wire for Option<T> {
    unsafe fn put(&self, w: &mut Vec<u8>) {
        match self {
            None => 0u8.put(w),
            Some(x) => { 1u8.put(w); x.put(w) }
        }
    }
    unsafe fn get(r: &mut In) -> Self { if u8::get(r) == 0 { None } else { Some(T::get(r)) } }
}
impl<T: Wire, E: Wire> Wire for Result<T, E> {
    unsafe fn put(&self, w: &mut Vec<u8>) {
        match self {
            Ok(x) => { 0u8.put(w); x.put(w) }
            Err(x) => { 1u8.put(w); x.put(w) }
        }
    }
    unsafe fn get(r: &mut In) -> Self { if u8::get(r) == 0 { Ok(T::get(r)) } else { Err(E::get(r)) } }
}
impl<K: Wire + Hash + Eq, V: Wire> Wire for Map<K, V> {
    unsafe fn put(&self, w: &mut Vec<u8>) {
        (self.len() as u64).put(w);
        for (k, v) in self.iter() {
            k.put(w);
            v.put(w);
        }
    }
    unsafe fn get(r: &mut In) -> Self {
        let n = u64::get(r);
        let mut m = Map::new();
        for _ in 0..n {
            let k = K::get(r);
            m.insert(k, V::get(r));
        }
        m
    }
}
impl<T: Wire + Hash + Eq> Wire for Set<T> {
    unsafe fn put(&self, w: &mut Vec<u8>) { self.0.put(w) }
    unsafe fn get(r: &mut In) -> Self { Set(Wire::get(r)) }
}
macro_rules! tuples {
    ($($($t:ident $i:tt),+;)*) => {
        $(impl<$($t: Wire),+> Wire for ($($t,)+) {
            unsafe fn put(&self, w: &mut Vec<u8>) { $(self.$i.put(w);)+ }
            unsafe fn get(r: &mut In) -> Self { ($($t::get(r),)+) }
        })*
    };
}
tuples! {
    A 0; A 0, B 1; A 0, B 1, D 2; A 0, B 1, D 2, E 3; A 0, B 1, D 2, E 3, F 4; A 0, B 1, D 2, E 3, F 4, G 5;
    A 0, B 1, D 2, E 3, F 4, G 5, H 6; A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7;
    A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8; A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8, L 9;
    A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8, L 9, M 10; A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8, L 9, M 10, N 11;
}
// What is put through a reference is what it refers to.
impl<T: Wire> Wire for &T {
    unsafe fn put(&self, w: &mut Vec<u8>) { (**self).put(w) }
    unsafe fn get(r: &mut In) -> Self { unreachable() }
}
impl<T: Wire> Wire for &mut T {
    unsafe fn put(&self, w: &mut Vec<u8>) { (**self).put(w) }
    unsafe fn get(r: &mut In) -> Self { unreachable() }
}

/// As `{:?}` writes it in Oxur.
pub trait Dbg {
    fn dbg(&self, o: &mut String);
    fn dbg_text(&self) -> String {
        let mut o = String::new();
        self.dbg(&mut o);
        o
    }
}
macro_rules! shown {
    ($form:literal $($t:ty)*) => {
        $(impl Dbg for $t {
            fn dbg(&self, o: &mut String) { o.push_str(&format!($form, self)) }
        })*
    };
}
shown!("{}" i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize bool);
shown!("{:?}" f32 f64);
impl Dbg for () {
    fn dbg(&self, o: &mut String) { o.push_str("nil") }
}
impl Dbg for char {
    fn dbg(&self, o: &mut String) {
        match *self {
            '\n' => o.push_str("\\newline"),
            '\t' => o.push_str("\\tab"),
            '\r' => o.push_str("\\return"),
            ' ' => o.push_str("\\space"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => o.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c if c.is_ascii() => { o.push('\\'); o.push(c) }
            c => {
                let e: String = c.escape_debug().collect();
                if !e.starts_with('\\') {
                    o.push('\\');
                }
                o.push_str(&e)
            }
        }
    }
}
impl Dbg for str {
    fn dbg(&self, o: &mut String) {
        o.push('"');
        for c in self.chars() {
            match c {
                '\n' => o.push_str("\\n"),
                '\t' => o.push_str("\\t"),
                '\r' => o.push_str("\\r"),
                '"' => o.push_str("\\\""),
                '\\' => o.push_str("\\\\"),
                '\0' => o.push_str("\\0"),
                c if (c as u32) < 0x20 || c as u32 == 0x7f => o.push_str(&format!("\\u{{{:x}}}", c as u32)),
                c if c.is_ascii() => o.push(c),
                c => o.extend(c.escape_debug()),
            }
        }
        o.push('"')
    }
}
impl Dbg for String {
    fn dbg(&self, o: &mut String) { self.as_str().dbg(o) }
}
impl<T: Dbg + ?Sized> Dbg for &T {
    fn dbg(&self, o: &mut String) { (**self).dbg(o) }
}
impl<T: Dbg + ?Sized> Dbg for &mut T {
    fn dbg(&self, o: &mut String) { (**self).dbg(o) }
}
impl<T: Dbg + ?Sized> Dbg for Box<T> {
    fn dbg(&self, o: &mut String) { (**self).dbg(o) }
}
impl<T: Dbg> Dbg for Vec<T> {
    fn dbg(&self, o: &mut String) {
        o.push('[');
        for (i, x) in self.iter().enumerate() {
            if i > 0 {
                o.push(' ');
            }
            x.dbg(o);
        }
        o.push(']')
    }
}
impl<T: Dbg> Dbg for Option<T> {
    fn dbg(&self, o: &mut String) {
        match self {
            None => o.push_str("None"),
            Some(x) => { o.push_str("(Some "); x.dbg(o); o.push(')') }
        }
    }
}
impl<T: Dbg, E: Dbg> Dbg for Result<T, E> {
    fn dbg(&self, o: &mut String) {
        match self {
            Ok(x) => { o.push_str("(Ok "); x.dbg(o); o.push(')') }
            Err(x) => { o.push_str("(Err "); x.dbg(o); o.push(')') }
        }
    }
}
impl<K: Dbg + Hash + Eq, V: Dbg> Dbg for Map<K, V> {
    fn dbg(&self, o: &mut String) {
        o.push_str("#{");
        for (i, (k, v)) in self.iter().enumerate() {
            if i > 0 {
                o.push(' ');
            }
            k.dbg(o);
            o.push(' ');
            v.dbg(o);
        }
        o.push('}')
    }
}
impl<T: Dbg + Hash + Eq> Dbg for Set<T> {
    fn dbg(&self, o: &mut String) {
        o.push_str("(hash-set");
        for x in self.iter() {
            o.push(' ');
            x.dbg(o);
        }
        o.push(')')
    }
}
impl Dbg for Kw {
    fn dbg(&self, _: &mut String) { unreachable() }
}
macro_rules! shown_tuples {
    ($($($t:ident $i:tt),+;)*) => {
        $(impl<$($t: Dbg),+> Dbg for ($($t,)+) {
            fn dbg(&self, o: &mut String) {
                o.push('{');
                $(if $i > 0 { o.push(' ') } self.$i.dbg(o);)+
                o.push('}')
            }
        })*
    };
}
shown_tuples! {
    A 0; A 0, B 1; A 0, B 1, D 2; A 0, B 1, D 2, E 3; A 0, B 1, D 2, E 3, F 4; A 0, B 1, D 2, E 3, F 4, G 5;
    A 0, B 1, D 2, E 3, F 4, G 5, H 6; A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7;
    A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8; A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8, L 9;
    A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8, L 9, M 10; A 0, B 1, D 2, E 3, F 4, G 5, H 6, J 7, K 8, L 9, M 10, N 11;
}
