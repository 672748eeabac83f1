internal import ClusterModel
package import World

/// The command `hosted-engine` on one host (ovirt-hosted-engine-setup, bin/hosted-engine.in), without `--deploy`.
package struct EngineCommandLine {
    package var host: EngineHost
    /// nil where the storage domain cannot be reached.
    package var storage: EngineStorage?
    package let clock: EngineClock
    /// Whether the virtual machine of an unfinished deployment is there.
    package let hasLocalMachine: Bool

    package init(_ host: EngineHost, _ storage: EngineStorage?, _ clock: EngineClock, hasLocalMachine: Bool = false) {
        self.host = host
        self.storage = storage
        self.clock = clock
        self.hasLocalMachine = hasLocalMachine
    }

    /// Runs the words after the program's name. The state is what it was before where the command changes nothing.
    package mutating func run(_ words: [String]) -> Finished {
        guard let verb = words.first else { return .refused(1, "", output: EngineWords.usage) }
        let rest = Array(words.dropFirst())
        switch verb {
        case "--help": return .said(EngineWords.usage)
        case "--check-deployed":
            return host.isDeployed
                ? .said("The hosted engine has been deployed\n") : said(1, "The hosted engine has not been deployed\n")
        case "--check-liveliness": return liveliness()
        case "--vm-status", "--vm-start", "--vm-shutdown", "--vm-poweroff", "--set-maintenance", "--get-shared-config",
            "--set-shared-config", "--connect-storage", "--disconnect-storage", "--reinitialize-lockspace",
            "--clean-metadata":
            return deployed(verb, rest)
        default:
            return Finished(
                exitStatus: 1, output: Array(EngineWords.usage.utf8), errors: Array("Invalid option '\(verb)'\n".utf8))
        }
    }

    private mutating func deployed(_ verb: String, _ rest: [String]) -> Finished {
        if verb == "--set-maintenance", let words = Self.complaint(about: rest) { return said(1, words) }
        guard host.isDeployed else {
            return verb == "--vm-status" && hasLocalMachine ? said(2, Self.unfinished) : said(1, Self.notDeployed)
        }
        if ["--vm-status", "--vm-start", "--clean-metadata"].contains(verb), !host.hasMachineConfiguration {
            return said(1, host.agent == nil ? Self.noConfiguration : Self.notRetrieved)
        }
        switch verb {
        case "--vm-status": return status(isJSON: rest.contains("--json"))
        case "--vm-start": return start()
        case "--vm-shutdown": return stop(after: EngineHost.shutdownTime, "shutdown")
        case "--vm-poweroff": return stop(after: 0, "destroy")
        case "--set-maintenance": return maintenance(rest)
        case "--get-shared-config": return read(rest)
        case "--set-shared-config": return write(rest)
        case "--reinitialize-lockspace": return .refused(1, Self.activeAgent)
        case "--clean-metadata": return clean(rest)
        default: return .said("")
        }
    }

    private func said(_ status: Int, _ words: String) -> Finished { .refused(status, "", output: words) }

    static let notDeployed = "You must run deploy first\n"
    static let unfinished =
        "It seems like a previous attempt to deploy hosted-engine failed or it's still in progress. "
        + "Please clean it up before trying again\n"
    static let noConfiguration =
        "The hosted engine configuration has not been retrieved from shared storage yet,\n"
        + "please ensure that ovirt-ha-agent service is running.\n\n"
    static let notRetrieved =
        "The hosted engine configuration has not been retrieved from shared storage yet,\n"
        + "for more details please check sanlock status.\n\n"
    static let noDaemon = "Cannot connect to the HA daemon, please check the logs.\n"
    static let activeAgent =
        "Traceback (most recent call last):\nException: Lockfile reset cannot be performed with an active agent.\n"

    // MARK: - Status

    private func status(isJSON: Bool) -> Finished {
        guard host.brokerSince != nil, let storage else {
            return isJSON ? .refused(1, EngineWords.noBroker) : said(1, EngineWords.noBrokerText)
        }
        let blocks = storage.blocks.values.filter { !$0.isTorn }.sorted { $0.id < $1.id }
        if let new = blocks.first(where: { $0.version > 1 }) {
            return .refused(1, Self.tooNew(version: new.version, host: new.id))
        }
        guard !blocks.isEmpty else { return said(1, isJSON ? "" : "") }
        let rows = blocks.map { (block: $0, isLive: host.isLive($0.id, at: clock.monotonic)) }
        let flag = storage.isInGlobalMaintenance
        return .said(
            isJSON
                ? EngineStatusText.json(rows, isInGlobalMaintenance: flag)
                : EngineStatusText.text(rows, isInGlobalMaintenance: flag))
    }

    private static func tooNew(version: Int, host: Int) -> String {
        let words = "Metadata version \(version) from host \(host) too new"
        let parts = EngineWords.tooNew.split(separator: "Metadata version 2 from host 3 too new", maxSplits: 1)
        return parts.joined(separator: words)
    }

    private func liveliness() -> Finished {
        guard host.isDeployed else { return said(2, "Error reading the configuration file\n") }
        let isUp = storage?.blocks.values.contains { $0.engine.health == "good" } ?? false
        return isUp ? .said("Hosted Engine is up!\n") : said(1, "Hosted Engine is not up!\n")
    }

    // MARK: - The virtual machine

    private mutating func start() -> Finished {
        if host.machine != nil { return said(1, "VM exists and its status is Up\n") }
        guard var storage, let id = host.id else { return said(1, "VM failed to launch\n") }
        _ = host.start(&storage, clock, id)
        self.storage = storage
        guard host.machine != nil else { return said(1, "VM failed to launch\n") }
        return .said(
            "VM in WaitForLaunch\n",
            errors:
                "Command VM.getStats with args {'vmID': '\(machineID)'} failed:\n(code=1, message=Virtual machine does "
                + "not exist: {'vmId': '\(machineID)'})\n")
    }

    private mutating func stop(after seconds: Int, _ call: String) -> Finished {
        guard host.machine != nil else {
            let more = call == "shutdown" ? ", 'delay': '120', 'message': 'VM is shutting down!'" : ""
            return said(
                1,
                "Command VM.\(call) with args {'vmID': '\(machineID)'\(more)} failed:\n"
                    + "(code=1, message=Virtual machine does not exist: {'vmId': '\(machineID)'})\n")
        }
        host.machine?.stopsAt = clock.monotonic + seconds
        return .said("")
    }

    private var machineID: String { host.configuration["vmid"] ?? "" }

    // MARK: - Maintenance

    private static func complaint(about words: [String]) -> String? {
        guard let word = words.first(where: { $0.hasPrefix("--mode=") }) else {
            return "You must specify a maintenance mode with --mode\n"
        }
        let mode = String(word.dropFirst("--mode=".count))
        return ["global", "local", "none"].contains(mode) ? nil : "Invalid value '\(mode)' for --mode\n"
    }

    /// Each call sets all flags: the local one first, then the global one through the broker.
    private mutating func maintenance(_ words: [String]) -> Finished {
        let mode = words.first { $0.hasPrefix("--mode=") }?.dropFirst("--mode=".count) ?? ""
        if mode == "local", host.machine != nil {
            return said(
                1,
                "Unable to enter local maintenance mode: the engine VM is running on the current host, please migrate it "
                    + "before entering local maintenance mode.\n")
        }
        host.isInLocalMaintenance = mode == "local"
        guard host.brokerSince != nil, storage != nil else { return said(1, Self.noDaemon) }
        // A parked host has no id on the storage: the write is lost and the command does not notice.
        if host.agent?.isParked != true { storage?.isInGlobalMaintenance = mode == "global" }
        return .said("")
    }

    private mutating func clean(_ words: [String]) -> Finished {
        let id = words.first { $0.hasPrefix("--host-id=") }.flatMap { Int($0.dropFirst("--host-id=".count)) } ?? host.id
        guard let id, let block = storage?.blocks[id] else { return said(157, "") }
        guard block.isStopped || words.contains("--force-cleanup") else {
            return .said(
                "",
                errors:
                    "ERROR:ovirt_hosted_engine_ha.agent.hosted_engine.HostedEngine:Cannot clean unclean metadata block. "
                    + "Consider --force-clean.\n")
        }
        storage?.blocks[id] = nil
        return .said("")
    }

    // MARK: - Configuration

    private func values(_ type: String) -> [String: String] {
        switch type {
        case "he_local": host.configuration
        case "he_shared": storage?.shared ?? [:]
        case "broker": storage?.broker ?? [:]
        case "ha":
            [
                "local_maintenance": host.isInLocalMaintenance ? "True" : "False",
                "local_maintenance_manual": host.isInLocalMaintenance ? "True" : "False",
            ]
        default: [:]
        }
    }

    private static let types = ["he_local", "broker", "he_shared", "ha"]

    /// The one type that has the key, or what the command says of it.
    private func type(of key: String, _ wanted: String?) -> Result<String, Complaint> {
        let found = (wanted.map { [$0] } ?? Self.types).filter { values($0)[key] != nil }
        if found.count == 1 { return .success(found[0]) }
        if found.count > 1 {
            let list = found.map { "'\($0)'" }.joined(separator: ", ")
            return .failure(
                Complaint(
                    words: "Duplicate key \(key), please specify the key type. Available types are: [\(list)]\n"))
        }
        let lists = (wanted.map { [$0] } ?? Self.types).map { type in
            "\(type) : [\(values(type).keys.sorted().map { "'\($0)'" }.joined(separator: ", "))]\n"
        }
        return .failure(
            Complaint(words: "Invalid configuration key \(key).\nAvailable keys are:\n\(lists.joined())"))
    }

    private struct Complaint: Error { let words: String }

    private func read(_ words: [String]) -> Finished {
        let key = words.first { !$0.hasPrefix("--") } ?? ""
        switch type(of: key, Self.type(in: words)) {
        case .success(let type): return .said("\n\(key) : \(values(type)[key] ?? ""), type : \(type)\n\n")
        case .failure(let complaint): return said(1, complaint.words)
        }
    }

    private mutating func write(_ words: [String]) -> Finished {
        let plain = words.filter { !$0.hasPrefix("--type=") }
        guard plain.count == 2 else { return said(1, EngineWords.usage) }
        switch type(of: plain[0], Self.type(in: words)) {
        case .success("he_local"): host.configuration[plain[0]] = plain[1]
        case .success("he_shared"): storage?.shared[plain[0]] = plain[1]
        case .success("broker"): storage?.broker[plain[0]] = plain[1]
        case .success: return .said("")
        case .failure(let complaint): return said(1, complaint.words)
        }
        return .said("")
    }

    private static func type(in words: [String]) -> String? {
        words.first { $0.hasPrefix("--type=") }.map { String($0.dropFirst("--type=".count)) }
    }
}
