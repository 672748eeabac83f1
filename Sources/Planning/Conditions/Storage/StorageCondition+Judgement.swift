internal import ClusterModel

extension StoragePostcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .filesystemOn(let host, let device):
            observed.host(host).device(device).isKnown { if case .filesystem = $0.signature { true } else { false } }
        case .mounted(let host, let device, let target):
            StoragePrecondition.mounted(host, device: device, at: target).violation(in: observed.host(host)) == nil
        case .mountedWith(let host, let target, let options):
            observed.host(host).storage.mounts.isKnown { mounts in
                mounts.last { $0.target == target }.map { MountOptions.differing($0.options, declared: options) == [] }
                    ?? false
            }
        case .mountPointReleased(let host, let path):
            observed.host(host).storage.protectedMountPoints.isKnown { !$0.contains(path) }
        }
    }
}

extension StoragePrecondition {
    /// What speaks against it now, in words; nil if it holds. Unknown speaks against it.
    func violation(in seen: ObservedHost) -> String? {
        switch self {
        case .deviceBlank(_, let device):
            seen.device(device).refusal("\(device)") {
                $0.signature == .blank && $0.holders.isEmpty ? nil : "is not blank"
            }
        case .filesystem(_, let device, let uuid):
            seen.device(device).refusal("\(device)") { found in
                if case .filesystem(_, uuid) = found.signature { nil } else { "does not carry the file system \(uuid)" }
            }
        case .notMounted(_, let target):
            seen.storage.mounts.refusal("the table of mounts") { mounts in
                mounts.first { $0.target == target }.map { "shows \($0.source) on \(target)" }
            }
        case .mounted(_, let device, let target): mountRefusal(device, target, seen)
        case .liesOn(_, let path, let device): placeRefusal(path, device, seen)
        }
    }

    private func placeRefusal(_ path: String, _ device: String, _ seen: ObservedHost) -> String? {
        guard case .known(let found) = seen.device(device) else {
            return seen.device(device).refusal(device) { _ in nil }
        }
        return seen.deviceNumber(above: path).refusal(path) { number in
            number == found.number ? nil : "lies on \(seen.mounted(number, above: path)), not on \(device)"
        }
    }

    private func mountRefusal(_ device: String, _ target: String, _ seen: ObservedHost) -> String? {
        guard case .known(let found) = seen.device(device) else {
            return seen.device(device).refusal(device) { _ in nil }
        }
        return seen.storage.mounts.refusal("the table of mounts") { mounts in
            // Of two mounts at one place the later hides the earlier.
            let last = mounts.last { $0.target == target }
            let isThere = last.map { $0.number == found.number && $0.isWhole } ?? false
            return isThere ? nil : "does not show \(device) on \(target)"
        }
    }
}
