internal import ClusterModel
internal import World

/// A change of a host's NFS server.
enum NFSCommand: ToolCommand {
    case add(id: Int, file: String)
    case update(id: Int, file: String)
    case remove(id: Int)
    case kill

    init?(words: [String]) {
        if words == ["systemctl", "kill", "--signal=SIGKILL", "--", Ganesha.unit] {
            self = .kill
            return
        }
        let call = Self.call + ["/org/ganesha/nfsd/ExportMgr", "org.ganesha.nfsd.exportmgr"]
        guard words.starts(with: call) else { return nil }
        let rest = Array(words.dropFirst(call.count))
        switch (rest.first, rest.count) {
        case ("RemoveExport", 3) where rest[1] == "q":
            guard let id = Int(rest[2]) else { return nil }
            self = .remove(id: id)
        case ("AddExport", 4), ("UpdateExport", 4):
            guard rest[1] == "ss", let id = Self.number(rest[3]) else { return nil }
            self = rest[0] == "AddExport" ? .add(id: id, file: rest[2]) : .update(id: id, file: rest[2])
        default: return nil
        }
    }

    private static let call = ["busctl", "--json=short", "--timeout=60", "call", "org.ganesha.nfsd"]

    /// `EXPORT(Export_Id=77)`.
    private static func number(_ text: String) -> Int? {
        guard text.hasPrefix("EXPORT(Export_Id="), text.hasSuffix(")") else { return nil }
        return Int(text.dropFirst("EXPORT(Export_Id=".count).dropLast())
    }

    var duration: Range<Int> {
        switch self {
        case .add: 10..<1200
        case .update, .kill: 5..<40
        case .remove: 20..<1500
        }
    }

    var runsInDaemon: Bool { true }

    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome {
        let host = command.host
        let end =
            switch self {
            case .add(let id, let file): state.addExport(id, file, on: host)
            case .update(let id, let file): state.updateExport(id, file, on: host)
            case .remove(let id): state.removeExport(id, on: host, cause: .command(command.id))
            case .kill: state.killGanesha(host)
            }
        return .finished(end)
    }
}

/// Effects of calls over D-Bus.
extension ClusterState {
    private static func failed(_ words: String) -> Finished { .refused(1, "Call failed: \(words)\n") }

    /// What keeps a call from being answered.
    private func unanswered(_ host: HostName) -> Finished? {
        guard let seen = self[host], seen.runsGanesha, seen.ganesha.answersAt <= now else {
            return Self.failed(QueryResponder.noGanesha)
        }
        return seen.ganesha.isHung ? Self.failed("Connection timed out") : nil
    }

    private func export(_ id: Int, _ file: String, on host: HostName) -> SimulatedExport? {
        let found = self[host]?.file(file).flatMap { SimulatedExport($0) }
        return found?.id == id ? found : nil
    }

    mutating func addExport(_ id: Int, _ file: String, on host: HostName) -> Finished {
        if let end = unanswered(host) { return end }
        guard let export = export(id, file, on: host) else {
            return Self.failed("0 export entries in \(file) added because (missing mandatory param) errors. Details:")
        }
        let served = self[host]?.ganesha.exports ?? []
        guard !served.contains(where: { $0.id == id || $0.pseudoPath == export.pseudoPath }) else {
            return Self.failed("Selected entries in \(file) already active!!!")
        }
        guard canOpen(export, on: host) else { return Self.failed(refusal(file, on: host)) }
        change(host) { $0.ganesha.exports.append(export) }
        return .said(#"{"type":"s","data":["1 exports added"]}"# + "\n")
    }

    /// What Ganesha says of a volume that it cannot open.
    private func refusal(_ file: String, on host: HostName) -> String {
        let lines = textLines(self[host]?.file(file) ?? [])
        func place(_ block: String) -> String {
            let index = lines.firstIndex { $0.drop { $0 == " " }.hasPrefix(block) } ?? 0
            return "Config File (\(file):\(index + 1))"
        }
        return "0 export entries in \(file) added because (block validation) errors. Details:\n"
            + "\(place("FSAL")): 1 validation errors in block FSAL\n"
            + "\(place("FSAL")): Errors processing block (FSAL)\n"
            + "\(place("EXPORT")): 1 validation errors in block EXPORT\n"
            + "\(place("EXPORT")): Errors found in configuration block EXPORT"
    }

    mutating func updateExport(_ id: Int, _ file: String, on host: HostName) -> Finished {
        if let end = unanswered(host) { return end }
        guard let export = export(id, file, on: host),
            let index = self[host]?.ganesha.exports.firstIndex(where: { $0.id == id }),
            self[host]?.ganesha.exports[index].settings["Path"] == export.settings["Path"]
        else {
            return Self.failed("0 export entries in \(file) updated because (invalid param value) errors. Details:")
        }
        change(host) { $0.ganesha.exports[index] = export }
        return .said(#"{"type":"s","data":["1 exports updated"]}"# + "\n")
    }

    mutating func removeExport(_ id: Int, on host: HostName, cause: WorldEvent.Cause) -> Finished {
        if let end = unanswered(host) { return end }
        guard self[host]?.ganesha.exports.contains(where: { $0.id == id }) ?? false else {
            return Self.failed("lookup_export failed with Export id not found")
        }
        change(host) { $0.ganesha.exports.removeAll { $0.id == id } }
        emit(.exportRemoved(host, id: id, cause: cause))
        return .said("")
    }

    mutating func killGanesha(_ host: HostName) -> Finished {
        guard self[host]?.runsGanesha ?? false else { return .said("") }
        stopGanesha(host, leaving: .failed)
        return .said("")
    }
}
