/// What is done to the hosted engine, by the command line of one host.
package enum HostedEngineAction: Sendable, Hashable {
    /// Starts the installer in a unit of its own and does not wait.
    case deploy(HostedEngineDeployment)
    /// Takes from the host what a failed deployment left there (ovirt-hosted-engine-cleanup(8)). Shared storage stays.
    case cleanUp
    /// Sets global maintenance, or ends it; either ends local maintenance of the host whose command line is used.
    case setMaintenance(HostedEngineSpec.Maintenance)
    /// Sets one key of a configuration.
    case set(key: String, value: String, of: HostedEngineConfigurationType)

    /// A word for the action.
    package var verb: String {
        switch self {
        case .deploy: "deploy"
        case .cleanUp: "cleanUp"
        case .setMaintenance: "setMaintenance"
        case .set: "setConfiguration"
        }
    }

    /// What it is done to; with the host where that is one host's own.
    func subject(on host: HostName) -> String {
        switch self {
        case .deploy, .cleanUp: "\(host):\(HostOperation.hostedEngine)"
        case .setMaintenance: "maintenance"
        case .set(let key, _, .ownCopy): "\(host):\(HostedEngineConfigurationType.ownCopy.rawValue):\(key)"
        case .set(let key, _, let type): "\(type.rawValue):\(key)"
        }
    }
}

/// A type of configuration, as `--get-shared-config` and `--set-shared-config` name it (ovirt-hosted-engine-ha,
/// env/config_constants.py).
package enum HostedEngineConfigurationType: String, Sendable, Hashable, Codable {
    /// /etc/ovirt-hosted-engine/hosted-engine.conf of one host.
    case ownCopy = "he_local"
    /// What hosts get that are deployed later.
    case shared = "he_shared"
    /// Of the brokers of all hosts.
    case broker
}

/// One run of the installer: what it would ask, with the answers.
package struct HostedEngineDeployment: Sendable, Hashable {
    /// In the order of the answer file.
    package let answers: [Answer]

    package init(answers: [Answer]) { self.answers = answers }

    /// One line of the answer file, `KEY=type:value` (otopi).
    package struct Answer: Sendable, Hashable {
        /// `OVEHOSTED_NETWORK/fqdn`.
        package let key: String
        package let value: Value

        package init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// A value with its type.
    package enum Value: Sendable, Hashable {
        case text(String)
        case integer(Int)
        case truth(Bool)
        case none
        /// A text that is read when the file is written.
        case secret(SecretReference)
    }
}

extension HostOperation {
    /// The unit in which the installer runs.
    package static let hostedEngine = "hcctl-hosted-engine"
}
