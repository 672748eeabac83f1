/// The installer: its stages, what each of them fails on, and what it makes.
package struct EngineInstaller: Sendable, Hashable, Codable {
    /// The answers by key, without types.
    package let answers: [String: String]

    /// Of an answer file; nil where it is none.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.first == "[environment:default]" else { return nil }
        answers = lines.dropFirst().reduce(into: [:]) { answers, line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let colon = parts[1].firstIndex(of: ":") else { return }
            let (type, value) = (parts[1][..<colon], parts[1][parts[1].index(after: colon)...])
            if type != "none" { answers[String(parts[0])] = String(value) }
        }
    }

    private init(answers: [String: String]) { self.answers = answers }

    /// Without an answer.
    static let empty = Self(answers: [:])

    /// A stage with the second of the recorded order at which it begins, of `length` in all.
    package enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
        case setup = "Initializing"
        case resolve = "Validate that the name of the engine resolves"
        case memory = "Validate the memory of the host"
        case appliance = "Extract the appliance"
        case localMachine = "Create the local VM"
        case install = "Run engine-setup on the local VM"
        case addHost = "Wait for the host to be up"
        case storageDomain = "Create the storage domain"
        case targetMachine = "Copy the local VM to the storage domain"
        case configuration = "Copy the configuration"
        case agents = "Start the agent and the broker"
        case engine = "Check the engine VM health"

        /// As the installer prints it.
        package var line: String {
            self == .setup
                ? "[ INFO  ] Stage: \(rawValue)" : "[ INFO  ] TASK [ovirt.ovirt.hosted_engine_setup : \(rawValue)]"
        }

        /// What it says when it fails there.
        package var failure: [String] {
            let words =
                switch self {
                case .setup: "The answer file is incomplete"
                case .resolve: "Unable to resolve address for the engine FQDN"
                case .memory: "Available memory is less than the memory of the VM"
                case .appliance: "No appliance was found"
                case .localMachine: "The local VM did not start"
                case .install: "engine-setup failed in the local VM: Failed to execute stage 'Misc configuration'"
                case .addHost: "The host has been set in non_operational status, please check engine logs"
                case .storageDomain:
                    "Fault reason is \"Operation Failed\". Fault detail is \"[Storage connection failed]\""
                case .targetMachine: "There is not enough space on the storage domain"
                case .configuration, .agents: "Failed to connect to the HA broker"
                case .engine: "Engine VM is not running, please check vdsm logs"
                }
            return [
                "[ ERROR ] fatal: [localhost]: FAILED! => {\"changed\": false, \"msg\": \"\(words)\"}",
                "[ ERROR ] Failed to execute stage 'Closing up': Failed executing ansible-playbook",
            ]
        }

        package var isBeforeLocalMachine: Bool { order < Stage.localMachine.order }
        package var hasStorage: Bool { order > Stage.storageDomain.order }
        package var hasConfiguration: Bool { order > Stage.configuration.order }
        package var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Keys without which the installer would ask a question.
    package static let required = [
        "OVEHOSTED_CORE/deployProceed", "OVEHOSTED_CORE/screenProceed", "OVEHOSTED_CORE/confirmSettings",
        "OVEHOSTED_NETWORK/bridgeIf", "OVEHOSTED_NETWORK/fqdn", "OVEHOSTED_NETWORK/gateway",
        "OVEHOSTED_STORAGE/domainType", "OVEHOSTED_STORAGE/storageDomainConnection", "OVEHOSTED_ENGINE/adminPassword",
        "OVEHOSTED_VM/vmMemSizeMB", "OVEHOSTED_VM/cloudinitRootPwd",
    ]

    /// The first of them that has no answer.
    package var missing: String? { Self.required.first { (answers[$0] ?? "").isEmpty } }

    package func answer(_ key: String) -> String { answers["OVEHOSTED_" + key] ?? "" }

    /// What is on the storage domain once it is made.
    package func storage(domain: String) -> EngineStorage {
        var storage = EngineStorage(domain: domain)
        storage.broker = [
            "email.smtp-server": answers["OVEHOSTED_NOTIF/smtpServer"] ?? "localhost",
            "email.smtp-port": answers["OVEHOSTED_NOTIF/smtpPort"] ?? "25", "email.smtp-timeout": "10",
            "email.source-email": answers["OVEHOSTED_NOTIF/sourceEmail"] ?? "root@localhost",
            "email.destination-emails": answers["OVEHOSTED_NOTIF/destEmail"] ?? "root@localhost",
            "notify.state_transition": "maintenance|start|stop|migrate|up|down",
        ]
        storage.shared = configuration(domain: domain, hostID: 1)
        return storage
    }

    /// hosted-engine.conf.
    package func configuration(domain: String, hostID: Int) -> [String: String] {
        [
            "fqdn": answer("NETWORK/fqdn"), "vmid": "9c8f1e52-6f0e-4b7c-8e0b-0f2f4d1c9a01",
            "storage": answer("STORAGE/storageDomainConnection"), "mnt_options": answer("STORAGE/mntOptions"),
            "conf": "/var/run/ovirt-hosted-engine-ha/vm.conf", "host_id": "\(hostID)", "console": "vnc",
            "domainType": answer("STORAGE/domainType"), "sdUUID": domain,
            "spUUID": "00000000-0000-0000-0000-000000000000", "vdsm_use_ssl": "true",
            "gateway": answer("NETWORK/gateway"), "bridge": "ovirtmgmt",
            "network_test": answer("NETWORK/network_test").isEmpty ? "dns" : answer("NETWORK/network_test"),
        ]
    }

    /// The lines of hosted-engine.conf.
    package static func text(_ configuration: [String: String]) -> String {
        configuration.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined()
    }

    /// The values of such a file.
    package static func values(_ text: String) -> [String: String] {
        text.split(separator: "\n").reduce(into: [:]) { values, line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
    }
}
