/// Settings of the brokers, which all hosts read from the shared storage (ovirt-hosted-engine-ha, broker/broker.conf).
package enum HostedEngineBroker {
    /// The keys that a manifest sets, by the field that it sets them with.
    package static let fields = [
        ("email.smtp-server", "smtpServer"), ("email.smtp-port", "smtpPort"), ("email.smtp-timeout", "smtpTimeout"),
        ("email.source-email", "source"), ("email.destination-emails", "destinations"),
        ("notify.state_transition", "stateTransitions"),
    ]
    package static let keys = fields.map(\.0)
}

extension HostedEngineSpec.Notifications {
    /// The value of each key of the brokers.
    package var brokerValues: [String: String] {
        [
            "email.smtp-server": smtpServer, "email.smtp-port": "\(smtpPort)",
            "email.smtp-timeout": "\(smtpTimeout.components.seconds)", "email.source-email": source,
            "email.destination-emails": destinations.joined(separator: ","),
            "notify.state_transition": stateTransitions,
        ]
    }
}
