internal import ClusterModel

/// Options that change what is on disk, or what protects it, are never lowered behind somebody's back. Raising them,
/// setting back what somebody lowered included, is like setting any other option.
struct OptionGuard {
    let volume: GlusterVolumeView
    /// What a person has agreed to, and what is still valid.
    let consents: [Consent]

    init(_ volume: GlusterVolumeView, _ consents: [Consent] = []) {
        self.volume = volume
        self.consents = consents
    }

    /// What speaks against a change, or the consent that lets it through; neither where it needs none.
    struct Verdict {
        var obstacle: WaitingOn?
        var consent: Consent?
    }

    /// Sharding cannot be undone: without it gluster shows the first shard of each file and nothing else (field notes
    /// A4).
    private static let sharding = "features.shard"

    /// What speaks against setting the option on the volume as it is. A volume that was never started holds nothing.
    func verdict(_ option: GlusterOption) -> Verdict {
        guard volume.status != .created, let info = GlusterOptionTable.shared.option(option.name),
            case .protected(let safest) = info.care
        else { return Verdict() }
        let seen = volume.option(option.name) ?? info.defaultValue
        guard Self.isLowered(to: option.value, from: seen, info.type, safest) else { return Verdict() }
        if option.name == Self.sharding {
            return Verdict(obstacle: .gluster(.losesData(volume.name, option: option.name)))
        }
        return Self.asked(
            .lowerOption(volume.name, option: option.name, observed: seen, desired: option.value), consents)
    }

    /// What speaks against setting the option back to gluster's default. Whichever way that goes, nobody wrote down what
    /// it is to be: an option that protects is never reset without consent.
    func resetVerdict(_ key: String) -> Verdict {
        guard volume.status != .created, let info = GlusterOptionTable.shared.option(key), case .protected = info.care
        else { return Verdict() }
        if key == Self.sharding {
            let isOn = volume.option(key).map { info.type.normal($0) == "on" } ?? false
            return isOn ? Verdict(obstacle: .gluster(.losesData(volume.name, option: key))) : Verdict()
        }
        return Self.asked(
            .resetOption(
                volume.name, option: key, observed: volume.option(key), standard: info.defaultValue), consents)
    }

    /// The same for an option of all volumes together; `hasRun`: whether any volume ever held anything.
    static func ofCluster(
        _ option: GlusterOption, seen: String?, hasRun: Bool, _ consents: [Consent]
    ) -> Verdict {
        guard hasRun, let info = GlusterOptionTable.shared.option(option.name), case .protected(let safest) = info.care
        else { return Verdict() }
        let seen = seen ?? info.defaultValue
        guard isLowered(to: option.value, from: seen, info.type, safest) else { return Verdict() }
        return asked(
            .lowerOption(nil, option: option.name, observed: seen, desired: option.value), consents)
    }

    private static func asked(_ what: ConsentRequest, _ consents: [Consent]) -> Verdict {
        let given = what.annotation.map { asked in consents.filter { $0.allows(asked.action, asked.object) } } ?? []
        if let consent = given.first(where: { $0.usedAt == nil }) { return Verdict(consent: consent) }
        if let consent = given.last, let used = consent.usedAt {
            return Verdict(obstacle: .consentUsed(what, consent, at: used))
        }
        return Verdict(obstacle: .consent(what))
    }

    private static func isLowered(
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
    private static func isMore(_ wanted: String, than seen: String?) -> Bool {
        guard let seen else { return true }
        guard wanted.hasSuffix("%") == seen.hasSuffix("%"), let wanted = number(wanted), let seen = number(seen)
        else { return false }
        return wanted > seen
    }

    private static func number(_ normal: String) -> Double? {
        Double(normal.hasSuffix("%") ? normal.dropLast() : normal[...])
    }
}
