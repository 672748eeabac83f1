internal import ClusterModel

/// What may be done to options that change what is on disk, or what protects it.
struct OptionRules {
    let step: Step
    let now: Moment

    /// Setting options of a volume that has run: none that protects is made to protect less, unless a person agreed.
    func set(_ options: [GlusterOption], on volume: GlusterVolumeView) -> [Objection] {
        guard volume.status != .created else { return [] }
        return options.flatMap { option -> [Objection] in
            if option.name == "features.shard", isOff(option.value), isSharded(volume) {
                return [
                    Objection(
                        step, "without features.shard the files of volume \(volume.name) are cut to their first shard")
                ]
            }
            return unagreed(option.name, from: volume.option(option.name), to: option.value, "of volume \(volume.name)")
        }
    }

    /// Of all volumes together, while any has run.
    func set(_ option: GlusterOption, in view: GlusterView) -> [Objection] {
        guard view.volumes.contains(where: { $0.status != .created }) else { return [] }
        let seen = view.options.first { $0.name == option.name }?.value
        return unagreed(option.name, from: seen, to: option.value, "of the whole cluster")
    }

    /// Only an option that the marks name, and of those that protect none without consent.
    func reset(_ key: String, of volume: GlusterVolumeView) -> [Objection] {
        let marked = volume.options.filter { $0.name.hasPrefix("user.hcctl.options") }
            .flatMap { $0.value.split(separator: ",") }
        var found: [Objection] = []
        if !marked.contains(Substring(key)) {
            found.append(Objection(step, "\(key) of volume \(volume.name) does not carry our mark"))
        }
        guard volume.status != .created else { return found }
        if key == "features.shard", isSharded(volume) {
            found.append(
                Objection(
                    step, "without features.shard the files of volume \(volume.name) are cut to their first shard"))
        } else if let care = GlusterOptionTable.shared.option(key)?.care, case .protected = care, !isAgreed(to: key) {
            found.append(
                Objection(step, "\(key) of volume \(volume.name) protects data, and nobody agreed to reset it"))
        }
        return found
    }

    private func unagreed(_ name: String, from old: String?, to new: String, _ whose: String) -> [Objection] {
        guard let option = GlusterOptionTable.shared.option(name), case .protected(let safest) = option.care,
            protectsLess(new, than: old ?? option.defaultValue, option.type, safest), !isAgreed(to: "\(name)=\(new)")
        else { return [] }
        return [Objection(step, "\(name) \(whose) would protect less, and nobody agreed")]
    }

    private func isAgreed(to object: String) -> Bool {
        step.consents.contains { consent in
            consent.action == step.action.name && consent.object == object && consent.date >= "\(now.wall)".prefix(10)
        }
    }

    private func protectsLess(
        _ new: String, than old: String?, _ type: GlusterOptionType, _ safest: GlusterOptionInfo.Safest
    ) -> Bool {
        let (new, old) = (type.normal(new), old.map(type.normal))
        if new == old { return false }
        switch safest {
        case .same: return true
        case .value(let best): return new != type.normal(best)
        case .more:
            guard let old else { return false }
            let numbers = [new, old].map { text in Double(text.hasSuffix("%") ? String(text.dropLast()) : text) }
            guard new.hasSuffix("%") == old.hasSuffix("%"), let left = numbers[0], let right = numbers[1] else {
                return true
            }
            return left < right
        }
    }

    private func isSharded(_ volume: GlusterVolumeView) -> Bool {
        volume.option("features.shard").map { !isOff($0) } ?? false
    }

    /// As gluster reads it.
    private func isOff(_ value: String) -> Bool {
        ["off", "no", "false", "disable", "0"].contains(value.lowercased())
    }
}
