/// What an observation shows of one host.
package struct HostOverview: Sendable, Hashable {
    package let name: HostName
    package let address: String
    package let isInMaintenance: Bool
    /// Why the host gives no answer; nil where it answers.
    package let silence: UnknownReason?
    /// The unit of glusterd.
    package let glusterd: Reading<ServiceState>
    /// Of glusterd's package.
    package let version: Reading<String>
    /// Members of the pool that the host's glusterd is connected to, and all that it knows, without itself.
    package let peers: Reading<Peers>
    /// The declared file systems, in the order of the manifest.
    package let disks: [DiskOverview]

    package init(
        name: HostName, address: String, isInMaintenance: Bool, silence: UnknownReason?,
        glusterd: Reading<ServiceState>, version: Reading<String>, peers: Reading<Peers>, disks: [DiskOverview]
    ) {
        self.name = name
        self.address = address
        self.isInMaintenance = isInMaintenance
        self.silence = silence
        self.glusterd = glusterd
        self.version = version
        self.peers = peers
        self.disks = disks
    }

    package struct Peers: Sendable, Hashable {
        package let connected: Int
        package let known: Int

        package init(connected: Int, known: Int) {
            self.connected = connected
            self.known = known
        }
    }
}

/// What an observation shows of one declared file system of a host.
package struct DiskOverview: Sendable, Hashable {
    /// Its name in the manifest.
    package let name: String
    package let device: String
    package let mountPoint: String
    /// Bytes of the device, where it is known.
    package let size: UInt64?
    package let state: State
    /// As glusterd reports it of a brick on the file system; nil where it serves none there.
    package let space: FilesystemSpace?

    package init(
        name: String, device: String, mountPoint: String, size: UInt64?, state: State, space: FilesystemSpace?
    ) {
        self.name = name
        self.device = device
        self.mountPoint = mountPoint
        self.size = size
        self.state = state
        self.space = space
    }

    /// What became of the declared file system.
    package enum State: Sendable, Hashable {
        case mounted
        /// The file system exists.
        case notMounted
        /// Another file system is mounted at the mount point: its source.
        case otherMounted(String)
        case blank
        case noDevice
        /// Another signature than the declared file system's, in words.
        case signature(String)
        case unknown(UnknownReason)
    }
}
