/// A volume as a glusterd sees it. Copies share one place in memory: with a hundred hosts each volume is held a hundred
/// times.
package struct GlusterVolumeView: Sendable, Hashable {
    /// Of one element: an array is kept once however many copies there are, and equal copies are found equal at once.
    private let place: [Contents]
    private var contents: Contents { place[0] }

    package init(
        name: VolumeName, id: String, type: String, status: Status, replica: Int, arbiter: Int,
        bricks: [GlusterBrickView], options: [GlusterOption], daemons: [GlusterDaemon: Bool] = [:]
    ) {
        place = [
            Contents(
                name: name, id: id, type: type, status: status, replica: replica, arbiter: arbiter, bricks: bricks,
                options: options, daemons: daemons, localBricks: bricks.filter(\.isLocal))
        ]
    }

    package var name: VolumeName { contents.name }
    /// Its UUID, lower case: the mark on each of its bricks.
    package var id: String { contents.id }
    /// `Replicate`, `Distributed-Replicate`, …
    package var type: String { contents.type }
    /// Whether it runs.
    package var status: Status { contents.status }
    /// Copies, the arbiter included.
    package var replica: Int { contents.replica }
    /// Arbiters a replica set.
    package var arbiter: Int { contents.arbiter }
    /// In the order of the replica sets.
    package var bricks: [GlusterBrickView] { contents.bricks }
    /// Reconfigured options, in the order of their names.
    package var options: [GlusterOption] { contents.options }
    /// Whether the volume's own daemons run on the host that was asked; one that is not reported is not in it.
    package var daemons: [GlusterDaemon: Bool] { contents.daemons }
    /// The bricks that the glusterd serves itself, in the order of all.
    package var localBricks: [GlusterBrickView] { contents.localBricks }

    /// The value of a reconfigured option.
    package func option(_ name: String) -> String? { options.first { $0.name == name }?.value }

    /// Whether both are copies of one value, which is cheaper to find than whether they are equal.
    package func isCopy(of other: Self) -> Bool {
        place.withUnsafeBufferPointer { own in
            other.place.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
        }
    }

    /// Whether a volume runs.
    package enum Status: String, Sendable, Hashable, Codable {
        case created = "Created"
        case started = "Started"
        case stopped = "Stopped"
    }
}

extension GlusterVolumeView {
    private struct Contents: Sendable, Hashable {
        let name: VolumeName
        let id: String
        let type: String
        let status: Status
        let replica: Int
        let arbiter: Int
        let bricks: [GlusterBrickView]
        let options: [GlusterOption]
        let daemons: [GlusterDaemon: Bool]
        let localBricks: [GlusterBrickView]
    }
}

extension GlusterBrickView {
    /// Whether the glusterd that was asked serves the brick itself: of any other one it does not know whether it runs.
    fileprivate var isLocal: Bool {
        if case .unknown(.notAsked) = isRunning { false } else { true }
    }
}
