package import ClusterModel

/// An event of the model, for the invariants.
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
        /// A change was aborted by the death of its host.
        case aborted(RunningCommand)
        /// A host accepts a term from now on.
        case termTaken(HostName, Term, caller: String)
        /// mkfs was begun; the contents of the device at that moment.
        case formatting(HostName, device: String, over: SimulatedDisk.Contents, command: UInt64)
        /// `start force` put a volume's mark on a directory that carried none.
        case markedByForce(HostName, path: String, volume: String, command: UInt64)
        /// A file system was made; the contents of the device before.
        case madeFilesystem(HostName, device: String, over: SimulatedDisk.Contents, command: UInt64)
        /// Stored copies are gone for good.
        case copiesLost([LostCopy], cause: Cause)
        /// No copy is left of the version of the file that clients know to be stored.
        case lastGoodCopyLost(StoredFile, cause: Cause)
        /// A brick's process started or stopped.
        case brick(HostName, path: String, volume: String, runs: Bool, cause: Cause)
        /// A node of CTDB holds the lock of its group from now on: the one on the volume, or one of its own disk.
        case ctdbLeader(HostName, isShared: Bool)
        /// ctdbd was started with a lock that is not on the mounted volume.
        case ctdbWithoutLock(HostName)
        /// ctdbd ended. Whether its lock was on the volume, and how many other nodes can serve addresses.
        case ctdbStopped(HostName, wasShared: Bool, othersFit: Int, cause: Cause)
        /// An NFS server let an export go.
        case exportRemoved(HostName, id: Int, cause: Cause)
        /// The engine's virtual machine is on more than one host.
        case enginesDoubled([HostName], cause: Cause)
        /// The installer was started although a volume has an engine.
        case deployedOver(HostName, command: UInt64)
        /// A fault was injected into a call.
        case fault(Fault, HostName?)
        /// One of our own processes ended, before it sent a change or while one ran.
        case callerDied(String, Fault)
        /// A person or nature acted.
        case external(ExternalAction)
    }

    /// The cause of an event.
    package enum Cause: Sendable, Hashable {
        /// The change of that number.
        case command(UInt64)
        case externalAction
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
        /// Whether it was of the acknowledged version, data included.
        package let wasGood: Bool
    }
}

extension WorldEvent {
    /// The fault that struck, if it is one.
    package var fault: Fault? {
        switch kind {
        case .fault(let fault, _), .callerDied(_, let fault): fault
        case .begun, .ended, .aborted, .termTaken, .madeFilesystem, .formatting, .markedByForce, .copiesLost,
            .lastGoodCopyLost, .brick, .exportRemoved, .external, .ctdbLeader, .ctdbWithoutLock, .ctdbStopped,
            .enginesDoubled, .deployedOver:
            nil
        }
    }
}
