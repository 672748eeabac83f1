internal import ClusterModel
internal import World

/// `gluster volume reset` of one option, and `gluster volume set all`.
extension ClusterState {
    mutating func reset(_ name: String, _ key: String, from host: HostName) -> String? {
        guard var volume = self[host]?.glusterd.volume(name) else { return "Volume \(name) does not exist" }
        // Marks and other `user.` keys cannot be taken away (field notes A5).
        guard !key.hasPrefix(GlusterOptionTable.freePrefix), let full = OptionNames.full(key) else {
            return OptionNames.resetComplaint(key)
        }
        if let words = quorumRefusal(volume, host) { return words }
        volume.options.removeAll { $0.name == full }
        volume.version += 1
        publish(volume, from: host)
        return nil
    }

    /// Of several pairs the first is taken, and nothing is said of the others.
    mutating func setAll(_ words: [String], from host: HostName) -> String? {
        guard var options = self[host]?.glusterd.clusterOptions, words.count > 1 else { return "" }
        if let refusal = refusalForAll(words[0], options) { return refusal }
        let option = GlusterOption(GlusterOptionTable.shared.fullName(of: words[0]), words[1])
        if let place = options.firstIndex(where: { $0.name == option.name }) {
            options[place] = option
        } else {
            options.insert(option, at: 0)
        }
        let version = (self[host]?.glusterd.clusterVersion ?? 0) + 1
        for member in participants(host) { learn(options, version: version, on: member) }
        return nil
    }

    private func refusalForAll(_ key: String, _ options: [GlusterOption]) -> String? {
        if key.hasPrefix(GlusterOptionTable.freePrefix) {
            return "Commit failed on localhost. Please check the log file for more details."
        }
        guard let info = GlusterOptionTable.shared.option(key) else { return OptionNames.complaint(key) }
        guard info.isOfWholeCluster else { return "Not a valid option for all volumes" }
        let multiplexes = options.first { $0.name == "cluster.brick-multiplex" }?.value
        guard info.name == "cluster.max-bricks-per-process", !["on", "enable"].contains(multiplexes) else { return nil }
        return "Brick-multiplexing is not enabled. Please enable brick multiplexing before trying to set this option."
    }

    /// Takes options of all volumes into a daemon's store if they are newer than its own.
    mutating func learn(_ options: [GlusterOption], version: UInt64, on host: HostName) {
        change(host) { host in
            guard version > host.glusterd.clusterVersion else { return }
            host.glusterd.clusterOptions = options
            host.glusterd.clusterVersion = version
        }
    }

    /// Two daemons that meet both take the newer ones.
    mutating func shareClusterOptions(_ one: HostName, _ other: HostName) {
        for (from, to) in [(one, other), (other, one)] {
            guard let daemon = self[from]?.glusterd else { continue }
            learn(daemon.clusterOptions, version: daemon.clusterVersion, on: to)
        }
    }
}
