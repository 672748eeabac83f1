/// Why something of the NFS servers is not done now.
package enum NFSHold: Sendable, Hashable {
    /// The volume is not started, or too few of its bricks run: an export of it could not be opened.
    case volumeNotServing(VolumeName)
    /// The server started a moment ago and refuses what clients do not reclaim.
    case inGrace(HostName)
    /// The service runs and does not answer yet: it opens its volumes.
    case starting(HostName)
    /// The server does not answer; it is killed once that has been seen often and long enough.
    case hangs(HostName, samples: Int, needed: Int)
    /// ganesha.conf holds settings that hcctl did not write.
    case foreignConfiguration(HostName)
    /// The server has an export that no manifest declares, and a restart would lose it.
    case foreignExport(HostName, id: Int, path: String)
    /// Another export of the server has the number.
    case numberTaken(HostName, id: Int, path: String)
    /// The server of another host is not ready, so that this one goes on serving.
    case onlyServer(HostName, notReady: HostName)
    /// Gluster's own NFS server is switched on for the volume; both want the same ports.
    case glusterServer(VolumeName)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .volumeNotServing: "VolumeNotServing"
        case .inGrace: "InGrace"
        case .starting: "NFSServerStarting"
        case .hangs: "NFSServerHangs"
        case .foreignConfiguration: "ForeignConfiguration"
        case .foreignExport: "ForeignExport"
        case .numberTaken: "ExportNumberTaken"
        case .onlyServer: "OnlyNFSServer"
        case .glusterServer: "GlusterNFS"
        }
    }

    /// What ends the wait.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .inGrace, .starting, .hangs: .automatic
        case .volumeNotServing, .onlyServer: .hostRecovery
        case .foreignConfiguration, .foreignExport, .numberTaken, .glusterServer: .operatorAction
        }
    }
}
