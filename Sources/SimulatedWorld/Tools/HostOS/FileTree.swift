/// Directories and files of one file system.
package struct FileTree: Sendable, Hashable, Codable {
    /// By absolute path without a slash at its end; the root itself is "/".
    package private(set) var nodes: [String: Node] = ["/": .directory(DirectoryContents())]

    /// Nothing but the root.
    package init() {}

    /// A file or a directory.
    package enum Node: Sendable, Hashable {
        case file([UInt8])
        case directory(DirectoryContents)
    }

    /// A new Debian host's, as far as it is of interest.
    package static var debian: FileTree {
        var tree = FileTree()
        for path in ["/etc", "/etc/ctdb", "/etc/systemd/system", "/run", "/var/lib", "/dev", "/mnt", GroupFiles.folder]
        { tree.makeDirectory(path) }
        tree["\(GroupFiles.folder)/virt"] = .file(Array(GroupFiles.virt.utf8))
        tree["/etc/fstab"] = .file(Array("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n".utf8))
        tree["/etc/hosts"] = .file(Array("127.0.0.1 localhost\n::1 localhost ip6-localhost\n".utf8))
        for path in ["/etc/glusterfs", "/etc/ganesha", "/etc/nfs.conf.d", "/etc/ctdb/events/legacy"] {
            tree.makeDirectory(path)
        }
        tree[SimulatedGanesha.filePath] = .file(Array(SimulatedGanesha.shippedFile.utf8))
        tree[SimulatedGlusterd.filePath] = .file(Array(SimulatedGlusterd.shippedFile.utf8))
        return tree
    }

    /// What is at a path.
    package subscript(path: String) -> Node? {
        get { nodes[path] }
        set { nodes[path] = newValue }
    }

    /// The directory at a path.
    package func directory(_ path: String) -> DirectoryContents? {
        if case .directory(let contents)? = nodes[path] { contents } else { nil }
    }

    /// The file at a path.
    package func file(_ path: String) -> [UInt8]? {
        if case .file(let bytes)? = nodes[path] { bytes } else { nil }
    }

    /// Whether a directory holds nothing at all.
    package func isEmpty(_ path: String) -> Bool {
        guard let contents = directory(path), contents.brick == nil, !contents.hasForeignFiles else { return false }
        let prefix = path == "/" ? path : path + "/"
        return !nodes.keys.contains { $0.hasPrefix(prefix) && $0 != path }
    }

    /// Makes the directory with its parents; existing ones stay.
    package mutating func makeDirectory(_ path: String) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            if nodes[made] == nil { nodes[made] = .directory(DirectoryContents()) }
        }
    }

    /// Gives a directory another name, with everything below it. False if it is not there, or the name is taken.
    mutating func move(_ path: String, to new: String) -> Bool {
        guard directory(path) != nil, nodes[new] == nil, path != "/" else { return false }
        for (old, node) in nodes where old == path || old.hasPrefix(path + "/") {
            nodes[old] = nil
            nodes[new + old.dropFirst(path.count)] = node
        }
        return true
    }

    /// Changes an existing directory.
    mutating func change(_ path: String, _ body: (inout DirectoryContents) -> Void) {
        guard var contents = directory(path) else { return }
        body(&contents)
        nodes[path] = .directory(contents)
    }

    /// Directories that hold a brick's data, in the order of their paths.
    package var bricks: [(path: String, brick: BrickStore)] {
        nodes.compactMap { path, node in
            if case .directory(let contents) = node, let brick = contents.brick { (path, brick) } else { nil }
        }.sorted { $0.path < $1.path }
    }

    /// The directory above an absolute path.
    package static func parent(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }
}
