internal import ClusterModel
internal import World

/// A change of the hosted engine.
enum HostedEngineCommand: ToolCommand {
    /// The words after the program's name.
    case line([String])
    case deploy
    case cleanUp

    init?(words: [String]) {
        switch words.first {
        case "hosted-engine":
            guard ["--set-maintenance", "--set-shared-config"].contains(words.dropFirst().first) else { return nil }
            self = .line(Array(words.dropFirst()))
        case "ovirt-hosted-engine-cleanup" where words.dropFirst() == ["-q"]: self = .cleanUp
        case "systemd-run" where words == Self.deployWords: self = .deploy
        default: return nil
        }
    }

    private static let deployWords = [
        "systemd-run", "--quiet", "--unit=hcctl-hosted-engine", "--setenv=LC_ALL=C.UTF-8", "--setenv=HOME=/root",
        "--property=RuntimeMaxSec=10800", "--property=ExecStopPost=/bin/rm -f \(SimulatedEngine.answerFile)", "--",
        "hosted-engine", "--deploy", "--config-append=\(SimulatedEngine.answerFile)",
    ]

    var duration: Range<Int> {
        switch self {
        case .line: 250..<900
        case .deploy: 20..<200
        case .cleanUp: 5_000..<30_000
        }
    }

    var runsInDaemon: Bool { self == .deploy }

    func perform(_ command: RunningCommand, in state: inout ClusterState) -> Outcome {
        let host = command.host
        switch self {
        case .line(let words):
            let end = state.changeEngine(on: host) { own, storage, clock in
                var line = EngineCommandLine(own, storage, clock)
                let end = line.run(words)
                (own, storage) = (line.host, line.storage)
                return end
            }
            return .finished(end ?? Finished(exitStatus: 1))
        case .deploy: return .finished(state.beginInstallation(host, command: command.id))
        case .cleanUp: return .finished(state.cleanUpEngine(host))
        }
    }
}

extension ClusterState {
    /// Seconds of each stage: a whole run takes one or two minutes, where a real one takes up to an hour. Nothing depends
    /// on it, and each second is observed.
    private static let stageSeconds = 4..<12

    mutating func beginInstallation(_ name: HostName, command: UInt64) -> Finished {
        guard let host = self[name] else { return Finished(exitStatus: 1) }
        guard host.engine.installation == nil else {
            return .refused(1, "Failed to start transient service unit: Unit \(SimulatedEngine.unit) already exists.\n")
        }
        if !engines.isEmpty { emit(.deployedOver(name, command: command)) }
        let bytes = host.root.file(SimulatedEngine.answerFile) ?? []
        let installer = EngineInstaller(String(decoding: bytes, as: UTF8.self)) ?? .empty
        let stages = EngineInstaller.Stage.allCases
        let time = Duration.seconds(
            Int(chance.next(below: UInt64(Self.stageSeconds.count))) + Self.stageSeconds.lowerBound)
        let failure = failure(installer, on: host)
        let begun = now
        change(name) { host in
            host.engine.installation = .init(
                installer: installer, begun: begun, stageTime: time, stages: stages, failed: nil)
            host.engine.failsAt = failure
        }
        let end = failure.flatMap { stages.firstIndex(of: $0) } ?? stages.count - 1
        schedule(.hostedEngine(.installed(name, boot: host.boot)), in: time * (end + 1))
        return .said("")
    }

    /// Where the installer is going to fail.
    private func failure(_ installer: EngineInstaller, on host: SimulatedHost) -> EngineInstaller.Stage? {
        if installer.missing != nil { return .setup }
        if dns[installer.answer("NETWORK/fqdn")] == nil { return .resolve }
        if host.engine.freeMemory < Int(installer.answer("VM/vmMemSizeMB")) ?? 0 { return .memory }
        if !host.engine.hasAppliance { return .appliance }
        return host.engine.failsAt
    }

    mutating func endInstallation(_ name: HostName) {
        guard let work = self[name]?.engine.installation, work.failed == nil else { return }
        let failure = self[name]?.engine.failsAt
        change(name) { host in
            host.root[SimulatedEngine.answerFile] = nil
            host.engine.installation?.failed = failure
            host.engine.failsAt = nil
            host.engine.hasLocalMachine = failure.map { !$0.isBeforeLocalMachine } ?? false
        }
        guard failure?.hasStorage ?? true else { return }
        let connection = work.installer.answer("STORAGE/storageDomainConnection")
        guard let volume = engineVolume(connection, on: name), engines[volume] == nil else {
            change(name) { $0.engine.installation?.failed = .storageDomain }
            return
        }
        let domain = "6c1e7d3a-\(nextNumber())"
        engines[volume] = work.installer.storage(domain: domain)
        guard failure?.hasConfiguration ?? true else { return }
        change(name) { host in
            host.writeEngine(work.installer.configuration(domain: domain, hostID: 1))
            for unit in [SimulatedEngine.brokerUnit, SimulatedEngine.agentUnit] {
                host.units[unit]?.enablement = "enabled"
            }
            if failure == nil { host.engine.installation = nil }
        }
        for unit in [SimulatedEngine.brokerUnit, SimulatedEngine.agentUnit] { startUnit(unit, on: name) }
        _ = changeEngine(on: name) { own, storage, clock in
            guard var open = storage, let id = own.id else { return }
            own.hasMachineConfiguration = true
            _ = own.start(&open, clock, id)
            own.machine?.isSick = failure == .engine
            storage = open
        }
    }

    mutating func cleanUpEngine(_ name: HostName) -> Finished {
        for unit in [SimulatedEngine.agentUnit, SimulatedEngine.brokerUnit] {
            stopUnit(unit, on: name)
            change(name) { $0.units[unit]?.enablement = "disabled" }
        }
        change(name) { host in
            host.root[SimulatedEngine.configurationFile] = nil
            host.root[SimulatedEngine.flagFile] = nil
            host.engine.own = EngineHost(hostname: host.engine.own.hostname)
            host.engine.hasLocalMachine = false
        }
        return .said("")
    }
}
