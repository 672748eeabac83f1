internal import ClusterModel

/// Fields of an export as its file has them, and as the server serves them.
enum ExportFields {
    /// Settings of the file with the fields of the manifest that they come from. A setting may be in the file twice: the
    /// export's own Access_Type and Protocols are defaults for clients that none of its CLIENT blocks names.
    private static let fields = [
        "Export_Id": "spec.exportId", "Path": "spec.volume", "Volume": "spec.volume", "Pseudo": "spec.pseudoPath",
        "Access_Type": "spec.accessType", "Squash": "spec.squash", "Protocols": "spec.protocols",
        "Clients": "spec.clients",
    ]

    /// What the file says otherwise, by field; of lines that belong to no field the caller reports the file.
    static func differences(
        _ export: Desired<NFSExportSpec>, _ file: ObservedFile, on host: HostName
    ) -> [Difference] {
        let (wanted, found) = (settings(GaneshaText.export(export)), settings(file.entries.flatMap(\.words)))
        var differences: [Difference] = []
        for (key, value) in wanted where found.first(where: { $0.key == key })?.value != value {
            guard let field = fields[key], !differences.contains(where: { $0.field == field }) else { continue }
            differences.append(
                Difference(
                    field, desired: value, observed: found.first { $0.key == key }?.value, rule: .explicit, on: host))
        }
        return differences
    }

    /// `Key = value;`, the last of each key: that of the CLIENT block.
    private static func settings(_ lines: [String]) -> [(key: String, value: String)] {
        var settings: [(key: String, value: String)] = []
        for line in lines {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let key = parts[0].filter { $0 != " " && $0 != "\t" }
            let value = parts[1].drop { $0 == " " }.prefix { $0 != ";" }
            settings.removeAll { $0.key == key }
            settings.append((key, String(value)))
        }
        return settings
    }

    /// The export with these fields as the file has them; of a value that no manifest could have the declared one stays.
    static func keeping(
        _ ignored: [String], of export: Desired<NFSExportSpec>, from file: ObservedFile
    ) -> Desired<NFSExportSpec> {
        var spec = export.spec
        for (key, value) in settings(file.entries.flatMap(\.words)) {
            guard let field = fields[key], ignored.contains(field) else { continue }
            switch key {
            case "Access_Type": spec.accessType = NFSExportSpec.AccessType(rawValue: value) ?? spec.accessType
            case "Squash": spec.squash = squashes[value] ?? spec.squash
            case "Pseudo": spec.pseudoPath = value.filter { $0 != "\"" }
            case "Protocols": spec.protocols = words(value).compactMap { Int($0) }
            case "Clients": spec.clients = words(value)
            default: break
            }
        }
        return Desired(export.name, spec)
    }

    private static let squashes: [String: NFSExportSpec.Squash] = [
        "No_Root_Squash": .none, "Root_Squash": .root, "All_Squash": .all,
    ]

    private static func words(_ list: String) -> [String] {
        list.split(separator: ",").map { String($0.filter { $0 != " " }) }
    }

    /// What the server serves otherwise; nothing where it serves the export as wanted.
    static func differences(_ wanted: WantedExport, _ served: ServedExport, on host: HostName) -> [Difference] {
        guard let details = served.details else { return [] }
        let spec = wanted.spec
        let rows: [(field: String, desired: String, observed: [String])] = [
            ("spec.volume", wanted.path, [details.path]), ("spec.pseudoPath", spec.pseudoPath, [served.pseudoPath]),
            ("spec.accessType", spec.accessType.rawValue, details.clients.map(\.accessType.rawValue)),
            ("spec.squash", spec.squash.rawValue, details.clients.map(\.squash.rawValue)),
            (
                "spec.protocols", list(spec.protocols.sorted()),
                details.clients.map { list($0.protocols) }
            ),
        ]
        let fixed = rows.filter { row in row.observed.contains { $0 != row.desired } }.map { row in
            difference(row.field, row.desired, row.observed.distinct().joined(separator: " and "), host)
        }
        return fixed + clients(spec.clients, details.clients.map(\.text), host)
    }

    private static func clients(_ wanted: [String], _ served: [String], _ host: HostName) -> [Difference] {
        ServedClients(wanted).matches(served)
            ? []
            : [difference("spec.clients", wanted.joined(separator: ", "), served.joined(separator: ", "), host)]
    }

    private static func difference(
        _ field: String, _ desired: String, _ observed: String, _ host: HostName
    ) -> Difference {
        Difference(field, desired: desired, observed: "\(observed) (in force)", rule: .explicit, on: host)
    }

    private static func list(_ versions: [Int]) -> String { versions.map { "\($0)" }.joined(separator: ", ") }
}

/// Compares clients as a manifest names them with those that Ganesha lists: it turns an address into a network of one
/// address and a name into its addresses.
struct ServedClients {
    private let literal: Set<String>
    private let hasNames: Bool

    init(_ wanted: [String]) {
        let known = wanted.compactMap(Self.normal)
        literal = Set(known)
        hasNames = known.count < wanted.count
    }

    /// `<unknown>` is a name that it did not find: nobody gets in by it.
    func matches(_ served: [String]) -> Bool {
        let served = Set(served)
        guard !served.contains("<unknown>"), literal.isSubset(of: served) else { return false }
        return hasNames ? served.count > literal.count : served == literal
    }

    /// As Ganesha prints it; nil of a name, of which it prints what it resolved to.
    private static func normal(_ client: String) -> String? {
        if client.contains("*") || client.contains("?") || client.hasPrefix("@") { return client }
        if client.contains("/") { return client }
        if client.contains(":") { return "\(client)/128" }
        let parts = client.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return isAddress ? "\(client)/32" : nil
    }
}
