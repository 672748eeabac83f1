internal import ClusterModel

/// The file systems of all hosts with the bricks placed on them.
struct BrickPlacement {
    /// One host: where file systems are to be mounted, if that is declared and was read without an error, and its bricks
    /// by their paths, as places in `order`.
    private struct Site {
        let name: HostName
        var mountPoints: [String]?
        var bricks: [Substring: Int] = [:]
    }

    /// The storage of the hosts where it was read without an error.
    private let hosts: [Resource<HostSpec>]
    private var sites: [Site] = []
    private var siteIndices: [HostName: Int] = [:]
    /// Bricks in the order of the files: messages must not depend on the order of a Dictionary.
    private var order: [(brick: LocatedBrick, site: Int)] = []
    private(set) var complaints = BrickPlacementDiagnostics()

    init(_ set: ManifestSet, _ diagnostics: DiagnosticCollector) {
        hosts = set.hosts.filter { $0.isSound(diagnostics, "storage") }
        for host in hosts {
            let site = site(of: HostName(host.name))
            if host.gives("storage") { sites[site].mountPoints = host.spec.storage.map(\.mountPoint) }
        }
    }

    private mutating func site(of host: HostName) -> Int {
        if let index = siteIndices[host] { return index }
        siteIndices[host] = sites.count
        sites.append(Site(name: host))
        return sites.count - 1
    }

    /// Places a brick and collects what is wrong with its place.
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

    /// Collects the bricks and mount points that lie inside bricks, once all bricks are placed.
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
            // A brick that is a mount point itself is already reported.
            if let index = site.bricks[path], site.mountPoints?.contains(String(path)) != true {
                return order[index].brick
            }
            directory = Paths.parent(of: path)
        }
        return nil
    }
}
