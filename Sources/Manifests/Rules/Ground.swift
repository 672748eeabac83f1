internal import ClusterModel

/// What is known of the file systems of all hosts while bricks are put on them.
struct Ground {
    /// One host: where file systems are to be mounted, if that was read without an error, and its bricks by their paths,
    /// as places in `order`.
    private struct Site {
        let name: HostName
        var mountPoints: [String]?
        var bricks: [Substring: Int] = [:]
    }

    /// The storage of the hosts where it was read without an error.
    private let hosts: [Resource<HostSpec>]
    private var sites: [Site] = []
    private var siteIndices: [HostName: Int] = [:]
    /// Bricks in the order of the files: what is said must not hang on the order of a Dictionary.
    private var order: [(brick: LocatedBrick, site: Int)] = []
    private(set) var complaints = BrickComplaints()

    init(_ set: ManifestSet, _ problems: Problems) {
        hosts = set.hosts.filter { $0.isSound(problems, "storage") }
        for host in hosts {
            let site = site(of: HostName(host.name))
            sites[site].mountPoints = host.spec.storage.map(\.mountPoint)
        }
    }

    private mutating func site(of host: HostName) -> Int {
        if let index = siteIndices[host] { return index }
        siteIndices[host] = sites.count
        sites.append(Site(name: host))
        return sites.count - 1
    }

    /// Puts a brick where it is to lie, and says what stands in its way.
    mutating func put(_ brick: LocatedBrick) {
        let (host, path) = (brick.brick.host, brick.brick.path)
        let site = site(of: host)
        if let other = sites[site].bricks.first(under: path[...], order.count) {
            return complaints.add(
                .usedTwice(path: path, first: order[other].brick.pathPlace), host, at: brick.pathPlace)
        }
        order.append((brick, site))
        guard let points = sites[site].mountPoints else { return }
        if points.contains(path) {
            complaints.add(.mountPointItself(path: path), host, at: brick.pathPlace)
        } else if !points.contains(where: { Paths.lies(path, below: $0) }) {
            complaints.add(.outside(path: path, mountPoints: points), host, at: brick.pathPlace)
        }
    }

    /// Says which bricks, and which mount points, lie inside bricks. Asked once all bricks are put.
    mutating func findNested() {
        for index in order.indices {
            guard let outer = around(order[index].brick.brick.path, sites[order[index].site]) else { continue }
            let brick = order[index].brick
            complaints.add(
                .brickInside(path: brick.brick.path, outer: outer.brick.path, at: outer.pathPlace), brick.brick.host,
                at: brick.pathPlace)
        }
        for host in hosts {
            for (index, item) in host.spec.storage.enumerated() {
                let site = sites[site(of: HostName(host.name))]
                guard let outer = around(item.mountPoint, site) else { continue }
                complaints.add(
                    .mountInside(path: item.mountPoint, outer: outer.brick.path, at: outer.pathPlace), site.name,
                    at: host.place("storage", .item(index), "mountPoint"))
            }
        }
    }

    /// The innermost brick of a host that a path lies in.
    private func around(_ path: String, _ site: Site) -> LocatedBrick? {
        var directory = Paths.parent(of: path[...])
        while let path = directory {
            // Of a brick that is a mount point itself it was said that it may not be one.
            if let index = site.bricks[path], site.mountPoints?.contains(String(path)) != true {
                return order[index].brick
            }
            directory = Paths.parent(of: path)
        }
        return nil
    }
}

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
