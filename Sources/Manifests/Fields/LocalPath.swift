/// Paths on the machine that runs hcctl, as text: no file is read.
enum LocalPath {
    /// A path in a manifest, relative to the directory that the manifest's own path is relative to. `~` is kept.
    static func joined(_ path: String, to manifest: String) -> String {
        guard !path.hasPrefix("/"), !path.hasPrefix("~"), let slash = manifest.lastIndex(of: "/") else { return path }
        let rest = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
        return String(manifest[...slash] + rest)
    }
}
