/// Absolute paths as text.
enum Paths {
    /// The directory that a path lies in; nil where that is the root.
    static func parent(of path: Substring) -> Substring? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else { return nil }
        return path[..<slash]
    }

    /// Whether a directory is one of those above a path.
    static func lies(_ path: String, below directory: String) -> Bool {
        let rest = path.utf8.dropFirst(directory.utf8.count)
        return rest.first == UInt8(ascii: "/") && path.utf8.starts(with: directory.utf8)
    }
}
