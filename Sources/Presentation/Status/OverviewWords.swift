internal import ClusterModel

/// Cells of tables about hosts, disks and volumes.
enum OverviewWords {
    /// What a table shows of a fact that is not known.
    static let unknown = "?"
    /// What a table shows where there is nothing.
    static let nothing = "-"

    static func service(_ reading: Reading<ServiceState>) -> String {
        switch reading {
        case .known(let state) where state.load == "masked": "masked"
        case .known(let state) where state.load == "not-found": "missing"
        case .known(let state): state.active
        case .absent: "missing"
        case .unknown: unknown
        }
    }

    /// `2/2`: connected of known.
    static func peers(_ reading: Reading<HostOverview.Peers>) -> String {
        if case .known(let peers) = reading { "\(peers.connected)/\(peers.known)" } else { unknown }
    }

    static func disk(_ state: DiskOverview.State) -> String {
        switch state {
        case .mounted: "mounted"
        case .notMounted: "not mounted"
        case .otherMounted: "other mounted"
        case .blank: "blank"
        case .noDevice: "no device"
        case .signature: "other data"
        case .unknown: unknown
        }
    }

    /// `12% of 7.9 GiB`.
    static func space(_ space: FilesystemSpace?) -> String {
        space.map { "\($0.percentUsed)% of \(ByteCount.text($0.total))" } ?? nothing
    }

    static func count(_ reading: Reading<Int>) -> String {
        switch reading {
        case .known(let number): "\(number)"
        case .absent: nothing
        case .unknown: unknown
        }
    }

    /// Of a volume whose bricks keep no index there is nothing to say.
    static func healBacklog(_ volume: VolumeOverview) -> String {
        volume.bricks.allSatisfy { $0.healBacklog == .absent } ? nothing : count(volume.healBacklog)
    }

    static func volumeState(_ reading: Reading<GlusterVolumeView.Status>) -> String {
        switch reading {
        case .known(let status): status.rawValue.lowercased()
        case .absent: "missing"
        case .unknown: unknown
        }
    }

    /// `replica 3`, `arbiter`, `distribute`; before it the number of sets where there are several.
    static func layout(_ volume: VolumeOverview) -> String {
        guard volume.replica > 1 else { return "distribute" }
        let copies = volume.arbiter > 0 ? "arbiter" : "replica \(volume.replica)"
        return volume.sets.count > 1 ? "\(volume.sets.count) x \(copies)" : copies
    }

    /// `2/3`: running of declared.
    static func bricks(_ volume: VolumeOverview) -> String {
        "\(volume.bricks.count { $0.isRunning == .known(true) })/\(volume.bricks.count)"
    }

    static func brick(_ brick: BrickOverview) -> String {
        switch brick.isRunning {
        case .known(true): "up"
        case .known(false): "down"
        case .absent: "missing"
        case .unknown: unknown
        }
    }
}

extension OverviewWords {
    static func owner(_ owner: VolumeOverview.Owner) -> String {
        switch owner {
        case .ours: "this Cluster"
        case .unmarked: "no tag"
        case .other(let name): "Cluster \(name)"
        case .none: nothing
        }
    }
}
