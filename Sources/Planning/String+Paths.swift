extension String {
    /// Whether the path lies strictly below the directory.
    func isBelow(_ directory: String) -> Bool {
        hasPrefix(directory.hasSuffix("/") ? directory : directory + "/") && utf8.count > directory.utf8.count + 1
    }
}
