internal import ClusterModel

extension SimulatedHost {
    /// Which file system a path is in: the device, nil for the root file system, and the path within it.
    func place(of path: String) -> (device: Int?, inner: String) {
        let path = resolved(path)
        var found: (target: String, source: String)?
        for mount in mounts where Self.lies(path, below: mount.target) {
            if mount.target.utf8.count >= found?.target.utf8.count ?? 0 { found = (mount.target, mount.source) }
        }
        guard let found, let device = devices.firstIndex(where: { $0.path == found.source }) else { return (nil, path) }
        let inner = String(path.dropFirst(found.target.count))
        return (device, inner.isEmpty ? "/" : inner)
    }

    /// The path with the symbolic links on its way followed.
    func resolved(_ path: String) -> String {
        guard let link = links.keys.filter({ Self.lies(path, below: $0) }).max(), let target = links[link] else {
            return path
        }
        return target + path.dropFirst(link.count)
    }

    static func lies(_ path: String, below target: String) -> Bool {
        path == target || path.hasPrefix(target == "/" ? target : target + "/")
    }

    /// The entry at a path, or the system's complaint.
    func lookUp(_ path: String) -> PathLookup {
        let (device, inner) = place(of: path)
        guard let tree = tree(device) else { return .complaint("Input/output error") }
        if let node = tree[inner] { return .found(node, isEmpty: tree.isEmpty(inner)) }
        var above = FileTree.parent(of: inner)
        while above != "/" {
            if tree.file(above) != nil { return .complaint("Not a directory") }
            above = FileTree.parent(of: above)
        }
        return .complaint("No such file or directory")
    }

    enum PathLookup {
        case found(FileTree.Node, isEmpty: Bool)
        case complaint(String)
    }

    /// Whether there are files or directories below a path, beside what gluster keeps there.
    func hasChildren(_ path: String) -> Bool {
        let (device, inner) = place(of: path)
        return tree(device)?.nodes.keys.contains { $0 != inner && Self.lies($0, below: inner) } ?? false
    }

    /// nil where the file system cannot be read.
    private func tree(_ device: Int?) -> FileTree? {
        guard let device else { return root }
        return devices[device].disk.isReadable ? devices[device].disk.filesystem?.tree : nil
    }

    func file(_ path: String) -> [UInt8]? {
        if case .found(.file(let bytes), _) = lookUp(path) { bytes } else { nil }
    }

    /// Whether there is a directory at a path.
    package func holdsDirectory(_ path: String) -> Bool { directory(path) != nil }

    func directory(_ path: String) -> DirectoryContents? {
        if case .found(.directory(let contents), _) = lookUp(path) { contents } else { nil }
    }

    /// Changes the file system that a path is in. False if it cannot be read.
    @discardableResult
    mutating func changeTree(at path: String, _ body: (inout FileTree, String) -> Void) -> Bool {
        let (device, inner) = place(of: path)
        guard let device else {
            body(&root, inner)
            return true
        }
        guard devices[device].disk.isReadable, var filesystem = devices[device].disk.filesystem else { return false }
        body(&filesystem.tree, inner)
        devices[device].disk.filesystem = filesystem
        return true
    }

    /// Changes gluster's data in an existing directory.
    mutating func changeBrick(_ path: String, _ body: (inout BrickStore) -> Void) {
        changeTree(at: path) { tree, inner in
            tree.change(inner) { contents in
                var brick = contents.brick ?? BrickStore()
                body(&brick)
                contents.brick = brick
            }
        }
    }

    /// Everything gluster keeps on this host, mounted or not, with the serial number of its medium.
    var allBricks: [(serial: String, path: String, brick: BrickStore)] {
        let onRoot = root.bricks.map { ("\(name)-root", $0.path, $0.brick) }
        return onRoot
            + devices.flatMap { device in
                (device.disk.filesystem?.tree.bricks ?? []).map { (device.disk.serial, $0.path, $0.brick) }
            }
    }
}
