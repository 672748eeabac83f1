internal import Foundation
internal import SimulatedWorld

/// `hosted-engine --deploy`: the stages of the installer one after the other, with what can be checked here checked.
struct StandInDeployment {
    private let installer: EngineInstaller?
    private let files = StandInFiles()

    init(_ words: [String]) {
        let option = words.first { $0.hasPrefix("--config-append=") }
        let path = option.map { String($0.dropFirst("--config-append=".count)) } ?? ""
        installer = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap(EngineInstaller.init)
    }

    func run() -> Int32 {
        say("[ INFO  ] Stand-in for the installer of hosted-engine: nothing of oVirt is installed")
        guard let installer else {
            say("[ ERROR ] Failed to execute stage 'Initializing': no answer file; a stand-in asks nothing")
            return 1
        }
        for stage in stages(installer) {
            say(stage.line)
            usleep(useconds_t(files.settings.stageSeconds * 1_000_000))
            guard perform(stage, installer) else { return failed(stage) }
        }
        try? FileManager.default.removeItem(atPath: StandInFiles.localMachine)
        say("[ INFO  ] Hosted Engine successfully deployed")
        return 0
    }

    /// A further host has neither a machine of its own to install nor a domain to make.
    private func stages(_ installer: EngineInstaller) -> [EngineInstaller.Stage] {
        guard isFurther(installer) else { return EngineInstaller.Stage.allCases }
        return [.setup, .resolve, .addHost, .configuration, .agents]
    }

    private func isFurther(_ installer: EngineInstaller) -> Bool {
        installer.answer("CORE/isAdditionalHost") == "True" && files.settings.isOlder
    }

    private func failed(_ stage: EngineInstaller.Stage) -> Int32 {
        for line in stage.failure { say(line) }
        return 1
    }

    private func perform(_ stage: EngineInstaller.Stage, _ installer: EngineInstaller) -> Bool {
        guard files.settings.failure != stage || stage == .engine else { return false }
        switch stage {
        case .setup: return isFurther(installer) || installer.missing == nil
        case .resolve: return StandInProcess.run("getent", "ahosts", installer.answer("NETWORK/fqdn")) == 0
        case .memory: return hasMemory(installer)
        case .appliance: return hasAppliance(installer)
        case .localMachine:
            StandInFiles.write("running\n", to: StandInFiles.localMachine)
            return true
        case .install, .addHost, .targetMachine: return true
        case .storageDomain: return makeDomain(installer)
        case .configuration: return configure(installer)
        case .agents:
            return StandInProcess.run("systemctl", "enable", "--now", "ovirt-ha-broker", "ovirt-ha-agent") == 0
        case .engine: return startEngine()
        }
    }

    private func hasMemory(_ installer: EngineInstaller) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        let free = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return free / 1024 >= Int(installer.answer("VM/vmMemSizeMB")) ?? 0
    }

    private func hasAppliance(_ installer: EngineInstaller) -> Bool {
        let path = installer.answer("VM/ovfArchive")
        if !path.isEmpty { return FileManager.default.fileExists(atPath: path) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/share/ovirt-engine-appliance")) ?? []
        return names.contains { $0.hasSuffix(".ova") }
    }

    // MARK: - The storage

    private func makeDomain(_ installer: EngineInstaller) -> Bool {
        let storage = installer.answer("STORAGE/storageDomainConnection")
        guard files.mount(storage, options: installer.answer("STORAGE/mntOptions")) else { return false }
        let directory = files.directory(of: storage)
        guard StandInFiles.domains(in: directory).isEmpty else {
            say("[ ERROR ] The target storage domain is not empty")
            return false
        }
        let domain = UUID().uuidString.lowercased()
        for part in ["dom_md", "images", "ha_agent", "master"] {
            let path = "\(directory)/\(domain)/\(part)"
            guard (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
            else { return false }
        }
        StandInFiles.write(installer.storage(domain: domain), to: StandInFiles.file(of: domain, in: directory))
        return StandInProcess.run("chown", "-R", "36:36", "\(directory)/\(domain)") == 0
    }

    /// The next free number of a host, and what it shares with the others.
    private func configure(_ installer: EngineInstaller) -> Bool {
        let storage = installer.answer("STORAGE/storageDomainConnection")
        guard files.mount(storage, options: installer.answer("STORAGE/mntOptions")),
            let domain = StandInFiles.domains(in: files.directory(of: storage)).first,
            let shared = StandInFiles.storage(StandInFiles.file(of: domain, in: files.directory(of: storage)))
        else { return false }
        let number =
            isFurther(installer) ? Int(installer.answer("STORAGE/hostID")) ?? (shared.blocks.keys.max() ?? 0) + 1 : 1
        var configuration = installer.configuration(domain: domain, hostID: number)
        if isFurther(installer) {
            configuration = shared.shared
            configuration["host_id"] = "\(number)"
        }
        StandInFiles.write(EngineInstaller.text(configuration), to: StandInFiles.configuration)
        return true
    }

    // MARK: - The engine

    private func startEngine() -> Bool {
        let isSick = files.settings.failure == .engine
        files.change { host, storage, clock in
            guard var open = storage, let id = host.id else { return }
            host.hasMachineConfiguration = true
            _ = host.start(&open, clock, id)
            host.machine?.isSick = isSick
            storage = open
        }
        for _ in 0..<max(1, files.settings.engineWait / 5) {
            let isGood = files.change { _, storage, _ in
                storage?.blocks.values.contains { $0.engine.health == "good" } ?? false
            }
            if isGood { return true }
            sleep(5)
        }
        return false
    }
}

/// `ovirt-hosted-engine-cleanup -q`: what is on the host; the shared storage stays.
struct StandInCleanUp {
    func run() {
        let text = (try? String(contentsOfFile: StandInFiles.configuration, encoding: .utf8)) ?? ""
        StandInProcess.run("systemctl", "disable", "--now", "ovirt-ha-agent", "ovirt-ha-broker")
        if let storage = EngineInstaller.values(text)["storage"] {
            StandInProcess.run("umount", "-l", StandInFiles().directory(of: storage))
        }
        for path in [StandInFiles.configuration, StandInFiles.flags, StandInFiles.runtime] {
            try? FileManager.default.removeItem(atPath: path)
        }
        say("  -=== Destroy hosted-engine VM ===- ")
        say("  -=== Stop HA services ===- ")
        say("  -=== Killing left-behind HostedEngine processes ===- ")
    }
}
