package import ClusterModel
internal import Foundation
package import World

/// Parses the answers of hosted-engine (ovirt-hosted-engine-setup, vm_status.py).
package enum HostedEngineParser {
    /// What the command prints on a host that is not deployed, with status 1.
    static let notDeployed = "You must run deploy first"

    /// | exit status, output                   | reading |
    /// |---------------------------------------|---------|
    /// | the program is missing                | absent  |
    /// | 1, “You must run deploy first”        | absent  |
    /// | 0, an object of rows                  | known   |
    /// | 0, anything else                      | unknown |
    /// | 1 or 2, a traceback or other words    | unknown |
    package static func view(_ answer: QueryResult) -> Reading<HostedEngineView> {
        if case .notRun(.absent) = answer.outcome { return .absent }
        if case .finished(let end) = answer.outcome, end.exitStatus == 1, isNotDeployed(end) { return .absent }
        return Reading(try parsed(answer))
    }

    private static func isNotDeployed(_ end: Finished) -> Bool {
        String(decoding: end.output, as: UTF8.self).split(separator: "\n").first.map(String.init) == notDeployed
    }

    private static func parsed(_ answer: QueryResult) throws(UnknownReason) -> HostedEngineView {
        let text = try answer.text()
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw answer.unreadable("it is no JSON object", excerpt: text)
        }
        guard let maintenance = object["global_maintenance"] as? Bool else {
            throw answer.unreadable("it does not report global maintenance", excerpt: text)
        }
        var rows: [HostedEngineRow] = []
        for (key, value) in object where key != "global_maintenance" {
            guard let fields = value as? [String: Any], let row = row(fields), key == "\(row.id)" else {
                throw answer.unreadable("the row “\(key)” is not that of a host", excerpt: "\(value)")
            }
            rows.append(row)
        }
        return HostedEngineView(isInGlobalMaintenance: maintenance, hosts: rows.sorted { $0.id < $1.id })
    }

    /// Nil where a field that every release writes is missing. The others are optional in the agent's own parser.
    private static func row(_ fields: [String: Any]) -> HostedEngineRow? {
        guard let id = fields["host-id"] as? Int, let timestamp = fields["host-ts"] as? Int,
            let score = fields["score"] as? Int, let hostname = fields["hostname"] as? String,
            let isLive = fields["live-data"] as? Bool, let engine = engine(fields["engine-status"])
        else { return nil }
        return HostedEngineRow(
            id: id, hostname: hostname, timestamp: timestamp, score: score, engine: engine, isLive: isLive,
            isInMaintenance: fields["maintenance"] as? Bool ?? false, isStopped: fields["stopped"] as? Bool ?? false,
            state: state(fields["extra"] as? String ?? ""))
    }

    private static func engine(_ value: Any?) -> HostedEngineRow.EngineState? {
        guard let fields = value as? [String: Any], let vm = fields["vm"] as? String,
            let health = fields["health"] as? String, let detail = fields["detail"] as? String
        else { return nil }
        return .init(vm: vm, health: health, detail: detail, reason: fields["reason"] as? String)
    }

    /// The state's name is in the line `state=` of the text `extra` alone.
    private static func state(_ extra: String) -> String? {
        extra.split(separator: "\n").first { $0.hasPrefix("state=") }.map { String($0.dropFirst("state=".count)) }
    }
}
