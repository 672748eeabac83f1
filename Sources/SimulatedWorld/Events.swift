package import ClusterModel

/// Something that happened in the world, for those who judge it.
package struct WorldEvent: Sendable, Hashable {
    /// When, in virtual time.
    package let at: Duration
    /// What.
    package let kind: Kind

    /// What happened.
    package enum Kind: Sendable, Hashable {
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
    package enum Cause: Sendable, Hashable {
        /// The change of that number.
        case command(UInt64)
        case hand
        /// What daemons do by themselves.
        case automatic
    }

    /// A copy that is gone.
    package struct LostCopy: Sendable, Hashable {
        /// Which copy.
        package let copy: StoredCopy
        /// Of what.
        package let file: StoredFile
        /// Where it was.
        package let host: HostName
        /// The medium it was on.
        package let serial: String
        /// Whether it was of the version that clients were told is stored, data included.
        package let wasGood: Bool
    }
}

/// How one replica set of a started volume stands.
package struct ReplicaSetHealth: Sendable, Hashable {
    /// The volume.
    package let volume: String
    /// The set's number from 0.
    package let set: Int
    /// Bricks whose process runs.
    package let up: Int
    /// All its bricks.
    package let count: Int
    /// Whether clients can write.
    package let isWritable: Bool
}

extension WorldEvent {
    /// The fault that struck, if it is one.
    package var fault: Fault? {
        switch kind {
        case .fault(let fault, _), .callerDied(_, let fault): fault
        default: nil
        }
    }
}
