/// Finds volumes by name in what the hosts' glusterds report: made once of each observation. Views that list the same
/// volumes in the same order, as those of one pool do, share an index.
package struct ObservedVolumes: Sendable {
    private typealias Positions = [VolumeName: Int]

    /// A view and where its volumes are in it.
    private final class IndexedView: Sendable {
        let host: HostName
        let view: GlusterView
        let positions: Positions

        init(_ host: HostName, _ view: GlusterView, _ positions: Positions) {
            self.host = host
            self.view = view
            self.positions = positions
        }

        func volume(_ name: VolumeName) -> GlusterVolumeView? { positions[name].map { view.volumes[$0] } }
    }

    private let byHost: [HostName: IndexedView]
    /// Of the views that share an index the best connected one; the best connected of these first.
    private let best: [IndexedView]

    init(_ hosts: [HostName: Observed<ObservedHost>]) {
        var groups: [[IndexedView]] = []
        for host in hosts.keys.sorted() {
            guard case .known(let view)? = hosts[host]?.facts.gluster.view else { continue }
            if let group = groups.firstIndex(where: { $0[0].view.lists(sameVolumesAs: view) }) {
                groups[group].append(IndexedView(host, view, groups[group][0].positions))
            } else {
                groups.append([IndexedView(host, view, Self.positions(view))])
            }
        }
        byHost = Dictionary(uniqueKeysWithValues: groups.joined().map { ($0.host, $0) })
        best = groups.compactMap { $0.min(by: Self.precedes) }.sorted(by: Self.precedes)
    }

    /// Of two volumes of one name the first counts.
    private static func positions(_ view: GlusterView) -> Positions {
        Dictionary(view.volumes.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// By connections, then by name.
    private static func precedes(_ left: IndexedView, _ right: IndexedView) -> Bool {
        let (more, fewer) = (left.view.connections, right.view.connections)
        return more == fewer ? left.host < right.host : more > fewer
    }
}

extension ObservedVolumes {
    /// How many indexes there are: one, unless hosts list different volumes.
    package var indexes: Int { best.count }

    /// As the member reports that is connected to most others: one that is cut off knows only an earlier state.
    package subscript(name: VolumeName) -> GlusterVolumeView? {
        best.lazy.compactMap { $0.volume(name) }.first
    }

    /// As a host's own glusterd reports; nil where it did not answer, too.
    package subscript(name: VolumeName, on host: HostName) -> GlusterVolumeView? { byHost[host]?.volume(name) }

    /// Every volume that any member knows, once, as the best connected of them reports it.
    package var all: [GlusterVolumeView] {
        guard indexes > 1 else { return best.flatMap(\.view.volumes) }
        var seen: Set<VolumeName> = []
        return best.flatMap { $0.view.volumes.filter { seen.insert($0.name).inserted } }
    }
}

extension GlusterView {
    /// Members that this one has a connection to.
    fileprivate var connections: Int { peers.count { $0.isMember && $0.isConnected } }

    fileprivate func lists(sameVolumesAs other: Self) -> Bool {
        volumes.elementsEqual(other.volumes) { $0.isCopy(of: $1) || $0.name == $1.name }
    }
}
