/// What one wants of a volume. A new value holds the defaults; they are written here and nowhere else.
public struct GlusterVolumeSpec: Sendable, Hashable {
    /// Copies of each file, the arbiter included.
    public var replica = 1
    /// How many of the copies hold names only: 0 or 1.
    public var arbiter = 0
    /// Bricks over which each file is spread with redundancy, instead of copies; nil is none.
    public var disperse: Int?
    /// How many bricks of a dispersed set may fail; nil leaves it to gluster.
    public var redundancy: Int?
    /// Hosts with one brick each at `brickPath`, in the order of the replica sets.
    public var hosts: [HostName] = []
    /// Directory of the brick on every one of `hosts`.
    public var brickPath: String?
    /// Bricks in the order of the replica sets, instead of `hosts` and `brickPath`.
    public var bricks: [Brick] = []
    /// Owner of the volume's root directory; nil is not managed.
    public var owner: Owner?
    /// The group whose options it gets, unless it names them itself.
    public var optionGroup: OptionGroupName?
    /// Options with their values as written.
    public var options: [GlusterOption] = []
    /// Whether the volume runs.
    public var state = State.started
    /// What becomes of the volume when no manifest names it any more.
    public var deletionPolicy = DeletionPolicy.retain

    /// The defaults.
    public init() {}

    /// Every brick, whichever way it was declared, in the order of the replica sets.
    public var allBricks: [Brick] {
        guard bricks.isEmpty, let brickPath else { return bricks }
        return hosts.map { Brick(host: $0, path: brickPath) }
    }

    /// Owner of a volume's root directory, as numbers; 36:36 is vdsm:kvm.
    public struct Owner: Sendable, Hashable {
        /// User id.
        public var uid = 36
        /// Group id.
        public var gid = 36

        /// 36:36.
        public init() {}
    }

    /// What becomes of a volume that no manifest names any more.
    public enum DeletionPolicy: String, Sendable, Hashable, CaseIterable {
        case retain = "Retain"
        case delete = "Delete"
    }

    /// Whether a volume runs.
    public enum State: String, Sendable, Hashable, CaseIterable { case started, stopped }
}

/// A directory on a host that holds one copy of a part of a volume.
public struct Brick: Sendable, Hashable, CustomStringConvertible {
    /// The host that serves it.
    public var host: HostName
    /// Absolute path of the directory.
    public var path: String

    /// A brick.
    public init(host: HostName, path: String) {
        self.host = host
        self.path = path
    }

    /// `host:path`.
    public var description: String { "\(host):\(path)" }
}

/// An option of a volume, its value as text: `on` stays `on`.
public struct GlusterOption: Sendable, Hashable, Codable {
    /// Full name, such as `network.ping-timeout`.
    public let name: String
    /// As written.
    public let value: String

    /// An option.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
