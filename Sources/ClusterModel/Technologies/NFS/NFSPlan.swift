/// What is done to the NFS server of a host.
package enum NFSAction: Sendable, Hashable {
    /// Adds the export of the file to the running server.
    case addExport(NFSExportName, id: Int)
    /// Makes the running server take over what it can change of an export that it serves: access, clients, pseudo path.
    case updateExport(NFSExportName, id: Int)
    /// Removes the export of the number `old` and adds that of the file: for what cannot be updated.
    case replaceExport(NFSExportName, id: Int, old: Int)
    /// Removes an export that no manifest declares any more from the running server. Its file stays, and is named by
    /// nothing any more.
    case removeExport(NFSExportName, id: Int)
    /// Restarts the server; `killing`: it hangs, and would not stop by itself.
    case restartServer(killing: Bool)
    /// Restarts rpc.statd.
    case restartStatd

    /// A word for the action.
    package var verb: String {
        switch self {
        case .addExport: "addExport"
        case .updateExport: "updateExport"
        case .replaceExport: "replaceExport"
        case .removeExport: "removeExport"
        case .restartServer: "restartServer"
        case .restartStatd: "restartStatd"
        }
    }

    /// The export, or the unit.
    var subject: String {
        switch self {
        case .addExport(let name, _), .updateExport(let name, _), .replaceExport(let name, _, _),
            .removeExport(let name, _):
            name.text
        case .restartServer: GaneshaSettings.unit
        case .restartStatd: GaneshaSettings.lockUnit
        }
    }
}

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

    /// As `WaitingOn.reason`.
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

    /// As `WaitingOn.resolution`.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .inGrace, .starting, .hangs: .automatic
        case .volumeNotServing, .onlyServer: .hostRecovery
        case .foreignConfiguration, .foreignExport, .numberTaken, .glusterServer: .operatorAction
        }
    }
}

/// What the next observation must show of the NFS servers.
package enum NFSPostcondition: Sendable, Hashable {
    /// The server serves the export as its file says.
    case serves(HostName, WantedExport)
    /// The server answers on D-Bus and has no export of that number.
    case removed(HostName, id: Int)
    /// The server answers a NULL call and has read its settings.
    case answers(HostName)
    /// rpc.statd is registered on its port.
    case statdPort(HostName, Int)
}

/// An export as it is to be served.
package struct WantedExport: Sendable, Hashable {
    package let name: NFSExportName
    package let id: Int
    /// `Path` of its block.
    package let path: String
    package let spec: NFSExportSpec

    /// As declared.
    package init(_ export: Desired<NFSExportSpec>) {
        name = export.name
        id = export.exportID
        path = "/\(export.spec.volume)"
        spec = export.spec
    }
}
