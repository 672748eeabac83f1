/// Why a resource is not as it should be: from the symptom to its root, each link a fact of the observation or the plan.
package struct CauseChain: Sendable, Hashable {
    package let resource: ResourceID
    /// The symptom first; never empty.
    package let links: [Cause]
    /// Steps of the plan that repair it.
    package let repairs: [Step]
    /// What holds such steps, or differences without a step.
    package let holds: [WaitingOn]

    package init(_ resource: ResourceID, _ links: [Cause], repairs: [Step] = [], holds: [WaitingOn] = []) {
        precondition(!links.isEmpty, "a chain has a link")
        self.resource = resource
        self.links = links
        self.repairs = repairs
        self.holds = holds
    }

    package var root: Cause { links[links.count - 1] }
}

/// A fact that explains the one before it, by technology.
package enum Cause: Sendable, Hashable {
    case plan(PlanCause)
    case hostOS(HostOSCause)
    case storage(StorageCause)
    case gluster(GlusterCause)
}

/// Links that follow from the plan alone.
package enum PlanCause: Sendable, Hashable {
    /// Nothing differs, everything works.
    case asDeclared(ResourceID)
    /// It follows from a part of the cluster.
    case part(ResourceID)
    case differs([Difference])
    case held(WaitingOn)
    case unknown(UnknownReason)
}

/// Causes in a host's operating system.
package enum HostOSCause: Sendable, Hashable {
    /// `inPool`: whether gluster's other members still have a connection to the host; nil where none reports it.
    case unreachable(HostName, detail: String, inPool: Bool?)
    case serviceDown(HostName, unit: String, ServiceState)
    case packagesMissing(HostName, [String])
    case namesNotFound(HostName, [String])
    case inMaintenance(HostName)
}

/// Causes in a host's disks and file systems.
package enum StorageCause: Sendable, Hashable {
    case noDevice(HostName, device: String)
    /// `expected`: a volume has a brick there or fstab names the mount point, so that the disk was replaced.
    case blankDevice(HostName, device: String, expected: Bool)
    case signature(HostName, device: String, found: String)
    case unreadable(HostName, device: String, UnknownReason)
    case notMounted(HostName, mountPoint: String)
    case otherMounted(HostName, mountPoint: String, found: String)
}

/// Causes in the pool, its volumes and their bricks.
package enum GlusterCause: Sendable, Hashable {
    case volumeMissing(VolumeName)
    case volumeStopped(VolumeName)
    /// Some bricks do not run or could not be observed.
    case bricksDown(VolumeName, down: [Brick], of: Int)
    case brickDown(VolumeName, Brick)
    /// No glusterd says whether the brick runs.
    case brickUnobserved(VolumeName, Brick)
    /// The brick's file system and mark are right and glusterd runs: only its process is gone.
    case processEnded(VolumeName, Brick)
    case directoryMissing(VolumeName, Brick)
    /// The directory carries another volume's mark, or none.
    case wrongMark(VolumeName, Brick, found: String?)
    case serverQuorumLost(VolumeName, HostName, connected: Int, needed: Int)
    case peerDisconnected(HostName, seenFrom: HostName)
    case notInPool(HostName)
    case healing(VolumeName, entries: Int)
}
