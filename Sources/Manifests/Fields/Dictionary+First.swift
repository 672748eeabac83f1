extension Dictionary {
    /// Keeps the first value of a key, such as the place of a name; returns the value kept before, if there is one.
    mutating func first(under key: Key, _ value: Value) -> Value? {
        if let first = self[key] { return first }
        self[key] = value
        return nil
    }
}
