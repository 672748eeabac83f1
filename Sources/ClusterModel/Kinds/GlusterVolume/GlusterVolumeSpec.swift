/// `metadata.name` of a GlusterVolume, which is gluster's own name of the volume.
package typealias VolumeName = Name<GlusterVolumeSpec>

/// What is declared of a volume. A new value holds the defaults; they are written here and nowhere else.
package struct GlusterVolumeSpec: ResourceSpec {
    /// The kind.
    package static let kind = ResourceKind.glusterVolume
    /// Its list.
    package static let resources: any WritableKeyPath<DesiredState, [Desired<Self>]> & Sendable = \.volumes

    /// Copies of each file, the arbiter included.
    package var replica = 1
    /// How many of the copies hold names only: 0 or 1.
    package var arbiter = 0
    /// Bricks over which each file is spread with redundancy, instead of copies; nil is none.
    package var disperse: Int?
    /// How many bricks of a dispersed set may fail; nil leaves it to gluster.
    package var redundancy: Int?
    /// Hosts with one brick each at `brickPath`, in the order of the replica sets.
    package var hosts: [HostName] = []
    /// Directory of the brick on every one of `hosts`.
    package var brickPath: String?
    /// Bricks in the order of the replica sets, instead of `hosts` and `brickPath`.
    package var bricks: [Brick] = []
    /// Owner of the volume's root directory; nil is not managed.
    package var owner: Owner?
    /// The group whose options it gets, unless it names them itself.
    package var optionGroup: OptionGroupName?
    /// Options with their values as written.
    package var options: [GlusterOption] = []
    /// Whether the volume runs.
    package var state = State.started
    /// What becomes of the volume when no manifest names it any more.
    package var deletionPolicy = DeletionPolicy.retain

    /// The defaults.
    package init() {}

    /// Every brick, whichever way it was declared, in the order of the replica sets.
    package var allBricks: [Brick] {
        guard bricks.isEmpty, let brickPath else { return bricks }
        return hosts.map { Brick(host: $0, path: brickPath) }
    }

    /// Owner of a volume's root directory, as numbers; 36:36 is vdsm:kvm.
    package struct Owner: Sendable, Hashable {
        /// User id.
        package var uid = 36
        /// Group id.
        package var gid = 36

        /// 36:36.
        package init() {}
    }

    /// What becomes of a volume that no manifest names any more.
    package enum DeletionPolicy: String, Sendable, Hashable, CaseIterable {
        case retain = "Retain"
        case delete = "Delete"
    }

    /// Whether a volume runs.
    package enum State: String, Sendable, Hashable, CaseIterable { case started, stopped }
}
