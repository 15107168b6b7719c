//! What `own-crate.oxr` requires: a function for each kind of value that crosses, and for some that do not.
use std::collections::HashMap;
/// Adds.
pub fn add(a: i32, b: i32) -> i32 {
    a + b
}
pub fn mean(v: &[f64]) -> Option<f64> {
    if v.is_empty() {
        None
    } else {
        Some(v.iter().sum::<f64>() / v.len() as f64)
    }
}
pub fn scale(v: &mut Vec<f64>, by: f64) {
    for x in v {
        *x *= by
    }
}
pub fn words(s: &str) -> Vec<String> {
    s.split(' ').map(str::to_string).collect()
}
pub fn count(s: &str) -> HashMap<char, u32> {
    let mut m = HashMap::new();
    for c in s.chars() {
        *m.entry(c).or_insert(0) += 1
    }
    m
}
pub fn parse(s: String) -> Result<i64, String> {
    s.parse::<i64>().map_err(|e| e.to_string())
}
pub fn boom(n: i64) -> i64 {
    if n > 3 {
        panic!("too big: {n}")
    }
    n
}
pub fn pair(a: (u8, bool)) -> (bool, u8) {
    (a.1, a.0)
}
pub fn longest<'a>(words: &[&'a str]) -> Option<&'a str> {
    words.iter().copied().max_by_key(|w| w.len())
}
pub fn wide(n: i128) -> String {
    n.to_string()
}
pub fn id<T>(x: T) -> T {
    x
}
pub mod shapes {
    #[derive(Debug, Clone)]
    pub struct Shape {
        points: Vec<(f64, f64)>,
    }
    impl Shape {
        pub fn new() -> Self {
            Shape { points: vec![] }
        }
        pub fn add_point(&mut self, x: f64, y: f64) {
            self.points.push((x, y))
        }
        pub fn len(&self) -> usize {
            self.points.len()
        }
        pub fn joined(mut self, mut other: Shape) -> Shape {
            self.points.append(&mut other.points);
            self
        }
    }
    impl Drop for Shape {
        fn drop(&mut self) {
            super::DROPPED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    }
    pub fn count_of(items: &[u8]) -> usize {
        items.len()
    }
    pub fn both() -> (Shape, Option<Shape>) {
        (Shape::new(), Some(Shape::new()))
    }
}
static DROPPED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
pub fn dropped() -> usize {
    DROPPED.load(std::sync::atomic::Ordering::Relaxed)
}
