internal import ClusterModel

/// What is known of the file systems of all hosts while bricks are put on them.
struct Ground {
    /// The storage of the hosts where it was read without an error.
    private let hosts: [Resource<HostSpec>]
    private var mountPoints: [HostName: [String]] = [:]
    /// Places in `order`.
    private var bricks: [HostName: [Substring: Int]] = [:]
    /// Bricks in the order of the files: what is said must not hang on the order of a Dictionary.
    private var order: [LocatedBrick] = []
    private(set) var complaints = BrickComplaints()

    init(_ set: ManifestSet, _ problems: Problems) {
        hosts = set.hosts.filter { $0.isSound(problems, "storage") }
        for host in hosts { mountPoints[HostName(host.name)] = host.spec.storage.map(\.mountPoint) }
    }

    /// Puts a brick where it is to lie, and says what stands in its way.
    mutating func put(_ brick: LocatedBrick) {
        let (host, path) = (brick.brick.host, brick.brick.path)
        if let other = bricks[host, default: [:]].updateOnce(path[...], order.count) {
            return complaints.add(.usedTwice(path: path, first: order[other].pathPlace), host, at: brick.pathPlace)
        }
        order.append(brick)
        guard let points = mountPoints[host] else { return }
        if points.contains(path) {
            complaints.add(.mountPointItself(path: path), host, at: brick.pathPlace)
        } else if !points.contains(where: { Paths.lies(path, below: $0) }) {
            complaints.add(.outside(path: path, mountPoints: points), host, at: brick.pathPlace)
        }
    }

    /// Says which bricks, and which mount points, lie inside bricks. Asked once all bricks are put.
    mutating func findNested() {
        for brick in order {
            guard let outer = around(brick.brick.path, on: brick.brick.host) else { continue }
            complaints.add(
                .brickInside(path: brick.brick.path, outer: outer.brick.path, at: outer.pathPlace), brick.brick.host,
                at: brick.pathPlace)
        }
        for host in hosts {
            for (index, item) in host.spec.storage.enumerated() {
                guard let outer = around(item.mountPoint, on: HostName(host.name)) else { continue }
                complaints.add(
                    .mountInside(path: item.mountPoint, outer: outer.brick.path, at: outer.pathPlace),
                    HostName(host.name), at: host.place("storage", .item(index), "mountPoint"))
            }
        }
    }

    /// The innermost brick that a path lies in.
    private func around(_ path: String, on host: HostName) -> LocatedBrick? {
        // Of a brick that is a mount point itself it was said that it may not be one.
        guard let ofHost = bricks[host] else { return nil }
        return Paths.ancestors(of: path).lazy.compactMap { ofHost[$0].map { order[$0] } }.first {
            mountPoints[host]?.contains($0.brick.path) != true
        }
    }
}

/// Absolute paths as text.
enum Paths {
    /// The directories above a path, the nearest first, without the root.
    static func ancestors(of path: String) -> [Substring] {
        var ancestors: [Substring] = []
        var rest = path[...]
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")), slash > rest.startIndex {
            rest = rest[..<slash]
            ancestors.append(rest)
        }
        return ancestors
    }

    /// Whether a directory is one of those above a path.
    static func lies(_ path: String, below directory: String) -> Bool {
        let rest = path.utf8.dropFirst(directory.utf8.count)
        return rest.first == UInt8(ascii: "/") && path.utf8.starts(with: directory.utf8)
    }
}

extension Dictionary {
    /// Sets a value where there is none yet; the one that there was, if any.
    fileprivate mutating func updateOnce(_ key: Key, _ value: Value) -> Value? {
        if let present = self[key] { return present }
        self[key] = value
        return nil
    }
}
