/// NFS-Ganesha of one host, and rpc.statd beside it: what they remember while they run.
package struct SimulatedGanesha: Sendable, Hashable, Codable {
    /// What is served now, in the order of adding.
    package var exports: [SimulatedExport] = []
    /// ganesha.conf as it was when Ganesha was started last.
    package var readFile: [UInt8]?
    /// Until then it opens its volumes and is not on D-Bus.
    package var answersAt = Duration.zero
    /// Until then it is in its grace period.
    package var graceEnds = Duration.zero
    /// The process is there and answers nobody.
    package var isHung = false
    /// Whether rpcbind names its ports: it goes on doing so after a crash.
    package var isRegistered = false
    /// The port of rpc.statd; nil while it does not run.
    package var statdPort: Int?

    /// A server that never ran.
    package init() {}

    static let filePath = "/etc/ganesha/ganesha.conf"
    static let pidPath = "/run/ganesha/ganesha.pid"
    static let statdPath = "/etc/nfs.conf.d/hcctl.conf"
    /// As Debian ships it, shortened: every line is a comment.
    static let shippedFile = "# NFS-Ganesha configuration example\n#EXPORT\n#{\n#}\n"
    /// What rpc.statd takes where nothing says which port.
    static let anyPort = 45_271
}

/// An export that a server has read from a file.
package struct SimulatedExport: Sendable, Hashable, Codable {
    /// Export_Id.
    package let id: Int
    /// Settings by key, as the file has them; those of a CLIENT block after the export's own.
    package var settings: [String: String]

    /// Pseudo path.
    package var pseudoPath: String { settings["Pseudo"] ?? "" }
    /// The volume of its FSAL block.
    package var volume: String { settings["Volume"] ?? "" }

    /// Of the block of a file; nil where it has no number, no path or no volume.
    init?(_ text: [UInt8]) {
        var settings: [String: String] = [:]
        for line in textLines(text) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, !line.hasPrefix("#") else { continue }
            settings[parts[0].filter { $0 != " " }] = Self.value(parts[1])
        }
        guard let id = settings["Export_Id"].flatMap({ Int($0) }), settings["Pseudo"] != nil, settings["Volume"] != nil
        else { return nil }
        self.id = id
        self.settings = settings
    }

    private static func value(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.prefix { $0 != ";" }.filter { $0 != "\"" })
    }
}
