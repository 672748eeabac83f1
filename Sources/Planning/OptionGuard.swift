internal import ClusterModel

/// Options that change what is on disk, or what protects it, are never lowered behind somebody's back. Raising them,
/// setting back what somebody lowered included, is like setting any other option.
struct OptionGuard {
    let volume: GlusterVolumeView

    init(_ volume: GlusterVolumeView) { self.volume = volume }

    /// Sharding cannot be undone: without it gluster shows the first shard of each file and nothing else (field notes
    /// A4).
    private static let sharding = "features.shard"

    /// What speaks against setting the option on the volume as it is. A volume that was never started holds nothing.
    func obstacle(_ option: GlusterOption) -> WaitingOn? {
        guard volume.status != .created, let info = GlusterOptionTable.shared.option(option.name),
            case .protected(let safest) = info.care
        else { return nil }
        let seen = volume.option(option.name) ?? info.defaultValue
        guard isLowered(to: option.value, from: seen, info.type, safest) else { return nil }
        if option.name == Self.sharding { return .losesData(volume.name, option: option.name) }
        return .consent(
            "\(option.name) of volume \(volume.name) would go from \(seen ?? "nothing") to \(option.value), "
                + "which may protect less; set it by hand if that is meant")
    }

    private func isLowered(
        to wanted: String, from seen: String?, _ type: GlusterOptionType, _ safest: GlusterOptionInfo.Safest
    ) -> Bool {
        let (wanted, seen) = (type.normal(wanted), seen.map(type.normal))
        guard wanted != seen else { return false }
        return switch safest {
        case .value(let best): wanted != type.normal(best)
        case .more: !isMore(wanted, than: seen)
        case .same: true
        }
    }

    /// Whether a number is greater than another of the same kind, or than none.
    private func isMore(_ wanted: String, than seen: String?) -> Bool {
        guard let seen else { return true }
        guard wanted.hasSuffix("%") == seen.hasSuffix("%"), let wanted = Self.number(wanted),
            let seen = Self.number(seen)
        else { return false }
        return wanted > seen
    }

    private static func number(_ normal: String) -> Double? {
        Double(normal.hasSuffix("%") ? normal.dropLast() : normal[...])
    }
}
