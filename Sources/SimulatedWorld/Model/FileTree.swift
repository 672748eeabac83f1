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
        for path in ["/etc", "/run", "/var/lib", "/dev", "/mnt", GroupFiles.folder] { tree.makeDirectory(path) }
        tree["\(GroupFiles.folder)/virt"] = .file(Array(GroupFiles.virt.utf8))
        tree["/etc/fstab"] = .file(Array("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n".utf8))
        tree["/etc/hosts"] = .file(Array("127.0.0.1 localhost\n::1 localhost ip6-localhost\n".utf8))
        tree.makeDirectory("/etc/glusterfs")
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

    /// The directory with its parents; what is there stays.
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

    /// Changes a directory that is there.
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
    static func parent(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }
}

/// What a directory holds and carries beside other directories and files.
package struct DirectoryContents: Sendable, Hashable, Codable {
    /// `trusted.glusterfs.volume-id`: which volume's brick it is.
    package var volumeMark: String?
    /// When the mark was set or taken away.
    package var markChanged: Duration?
    /// What gluster keeps in it; nil where gluster never was.
    package var brick: BrickStore?
    /// Somebody else's files, of no further interest.
    package var hasForeignFiles = false

    /// An empty directory.
    package init() {}
}

/// What a brick holds: `.glusterfs` and the volume's files.
package struct BrickStore: Sendable, Hashable, Codable {
    /// The copies it holds, by file.
    package var copies: [StoredFile: StoredCopy] = [:]
    /// Names of entries that wait to be healed elsewhere and blame another brick; "/" is the volume's root.
    package var index: Set<String> = []
    /// Whether the index is there: from the first start on.
    package var hasIndex = false
    /// Whether the index ever had an entry: its base file stays.
    package var hadEntries = false

    /// An empty brick: `.glusterfs` and nothing else.
    package init() {}
}

/// One stored copy of one version of a file. Two copies are never the same one, whatever they hold.
package struct StoredCopy: Sendable, Hashable, Codable {
    /// Which copy it is.
    package var identity: UInt64
    /// Which version of the file; the highest that clients were told is stored is the good one.
    package var version: UInt64
    /// False on an arbiter, which keeps names and no data.
    package var hasData: Bool

    /// A copy.
    package init(identity: UInt64, version: UInt64, hasData: Bool) {
        self.identity = identity
        self.version = version
        self.hasData = hasData
    }
}
