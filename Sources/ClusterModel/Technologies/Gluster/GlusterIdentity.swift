extension GlusterView {
    /// What a glusterd reports that has had no use for a UUID since its start.
    package static let noUUID = "00000000-0000-0000-0000-000000000000"

    /// The same view under the UUID of the host's store.
    fileprivate func identified(_ uuid: String) -> GlusterView {
        GlusterView(
            uuid: uuid, opVersion: opVersion, peers: peers, volumes: volumes, options: options, daemons: daemons,
            basePort: basePort)
    }
}

extension Reading where Value == GlusterView {
    /// The view with the UUID of the host's store, where there is one: a store that cannot be read leaves open which
    /// member the host is.
    package func identified(_ stored: Reading<String>) -> Reading<GlusterView> {
        switch (self, stored) {
        case (.known(let view), .known(let uuid)): .known(view.identified(uuid))
        case (.known, .unknown(let why)): .unknown(why)
        case (.known, .absent), (.absent, _), (.unknown, _): self
        }
    }
}
