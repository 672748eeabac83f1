/// What the next observation must show of the NFS servers.
package enum NFSPostcondition: Sendable, Hashable, Codable {
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
package struct WantedExport: Sendable, Hashable, Codable {
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
