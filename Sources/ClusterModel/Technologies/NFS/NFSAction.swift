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
