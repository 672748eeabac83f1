extension DesiredState {
    /// Options that need the files of TLS on every host of their volume.
    package static let tlsOptions = ["client.ssl", "server.ssl"]

    /// Whether a volume of the manifests has one of them on, itself or by its group.
    package var usesTLS: Bool {
        let sets = volumes.map { $0.spec.options } + optionGroups.map { $0.spec.options }
        return sets.joined().contains { option in
            Self.tlsOptions.contains(option.name) && GlusterOptionType.boolean.normal(option.value) == "on"
        }
    }
}
