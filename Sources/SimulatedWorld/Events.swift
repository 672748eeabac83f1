public import ClusterModel

/// Something that happened in the world, for those who judge it.
public struct WorldEvent: Sendable, Hashable {
    /// When, in virtual time.
    public let at: Duration
    /// What.
    public let kind: Kind

    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// A change was begun on a host.
        case begun(RunningCommand)
        /// A change came to its end: its exit status, and each started volume's quorum before and after.
        case ended(RunningCommand, exitStatus: Int, before: [ReplicaSetHealth], after: [ReplicaSetHealth])
        /// A change was torn off by the host's death, or never came to anything.
        case tornOff(RunningCommand)
        /// A host obeys a term from now on.
        case termTaken(HostName, Term, caller: String)
        /// mkfs was begun; what stands on the device at that moment.
        case formatting(HostName, device: String, over: SimulatedDisk.Contents, command: UInt64)
        /// `start force` put a volume's mark on a directory that carried none.
        case markedByForce(HostName, path: String, volume: String, command: UInt64)
        /// A file system was made; what stood on the device before.
        case madeFilesystem(HostName, device: String, over: SimulatedDisk.Contents, command: UInt64)
        /// Stored copies are gone for good.
        case copiesLost([LostCopy], cause: Cause)
        /// Of this file no copy of the version that clients were told is stored is left anywhere.
        case lastGoodCopyLost(StoredFile, cause: Cause)
        /// A brick's process started or stopped.
        case brick(HostName, path: String, volume: String, runs: Bool, cause: Cause)
        /// A fault was injected into a call.
        case fault(Fault, HostName?)
        /// One of our own processes ended, before it sent a change or while one ran.
        case callerDied(String, Fault)
        /// An operator or nature did something.
        case hand(Hand)
    }

    /// Who was it?
    public enum Cause: Sendable, Hashable {
        /// The change of that number.
        case command(UInt64)
        case hand
        /// What daemons do by themselves.
        case byItself
    }

    /// A copy that is gone.
    public struct LostCopy: Sendable, Hashable {
        /// Which copy.
        public let copy: StoredCopy
        /// Of what.
        public let file: StoredFile
        /// Where it was.
        public let host: HostName
        /// The medium it was on.
        public let serial: String
        /// Whether it was of the version that clients were told is stored, data included.
        public let wasGood: Bool
    }
}

/// How one replica set of a started volume stands.
public struct ReplicaSetHealth: Sendable, Hashable {
    /// The volume.
    public let volume: String
    /// The set's number from 0.
    public let set: Int
    /// Bricks whose process runs.
    public let up: Int
    /// All its bricks.
    public let count: Int
    /// Whether clients can write.
    public let isWritable: Bool
}

extension WorldEvent {
    /// The fault that struck, if it is one.
    public var fault: Fault? {
        switch kind {
        case .fault(let fault, _), .callerDied(_, let fault): fault
        default: nil
        }
    }
}
