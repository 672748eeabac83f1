/// A time in which controllers may, or may not, change what runs.
package struct SyncWindow: Sendable, Hashable {
    package enum Effect: String, Sendable, Hashable, CaseIterable { case allow, deny }

    package var effect = Effect.deny
    /// When it opens, in UTC.
    package var schedule = CronSchedule.midnight
    /// How long it stays open.
    package var duration = Duration.zero

    /// Bounds how far back a beginning is searched for.
    package static let longest = Duration.seconds(7 * 86_400)

    package init() {}

    package init(_ effect: Effect, _ schedule: CronSchedule, _ duration: Duration) {
        self.effect = effect
        self.schedule = schedule
        self.duration = duration
    }

    /// When it closes, if it is open.
    package func end(at instant: WallTime) -> WallTime? {
        schedule.last(at: instant, within: duration).map { $0 + duration }
    }
}

/// Why a controller changes nothing now that runs.
package enum SyncWindowHold: Sendable, Hashable {
    /// A window of the kind deny is open. It is the one that closes last.
    case denied(SyncWindow, until: WallTime?)
    /// There are windows of the kind allow, and none is open.
    case notAllowed(until: WallTime?)

    /// When a controller may change something again; nil where that is more than a year away.
    package var until: WallTime? {
        switch self {
        case .denied(_, let until), .notAllowed(let until): until
        }
    }
}

extension [SyncWindow] {
    /// Searched so far ahead for the next time without a hold.
    private static var horizon: Duration { .seconds(366 * 86_400) }
    /// Boundaries of windows that are tried. Protects the planner from windows that never leave a gap.
    private static var mostBoundaries: Int { 200 }

    /// Deny wins; without a window of the kind allow everything else is allowed. Nil where nothing is held.
    package func hold(at instant: WallTime) -> SyncWindowHold? {
        let until = isOpen(at: instant) ? nil : opening(after: instant)
        let denying = filter { $0.effect == .deny }.compactMap { window in window.end(at: instant).map { (window, $0) }
        }
        if let last = denying.max(by: { $0.1 < $1.1 }) { return .denied(last.0, until: until) }
        return isOpen(at: instant) ? nil : .notAllowed(until: until)
    }

    private func isOpen(at instant: WallTime) -> Bool {
        guard !contains(where: { $0.effect == .deny && $0.end(at: instant) != nil }) else { return false }
        let allowing = filter { $0.effect == .allow }
        return allowing.isEmpty || allowing.contains { $0.end(at: instant) != nil }
    }

    private func opening(after instant: WallTime) -> WallTime? {
        var time = instant
        for _ in 0..<Self.mostBoundaries {
            guard let next = boundary(after: time) else { return nil }
            if isOpen(at: next) { return next }
            time = next
        }
        return nil
    }

    /// When the next window opens or closes.
    private func boundary(after instant: WallTime) -> WallTime? {
        flatMap { window in
            [window.end(at: instant), window.schedule.next(after: instant, within: Self.horizon)].compactMap { $0 }
        }.filter { $0 > instant }.min()
    }
}

extension Action {
    /// Whether it only starts or mounts what is down: no sync window holds it.
    package var startsWhatIsDown: Bool {
        switch self {
        case .host(let action, _): action.startsWhatIsDown
        case .gluster(let action, _): action.startsWhatIsDown
        case .ctdb(let action, _): action.startsWhatIsDown
        case .nfs(let action, _): action.startsWhatIsDown
        // Deploying an engine, and its settings, is planned work.
        case .hostedEngine: false
        }
    }
}

extension HostAction {
    fileprivate var startsWhatIsDown: Bool {
        switch self {
        case .mount, .enableAndStart: true
        case .makeFilesystem, .replaceFile, .remount, .makeDirectory, .restart, .installPackages, .updatePackageLists,
            .configurePackages, .removeBrickMark, .releaseMountPoint:
            false
        }
    }
}

extension GlusterAction {
    fileprivate var startsWhatIsDown: Bool {
        switch self {
        case .startVolume, .startBricks: true
        case .probe, .createVolume, .setOptions, .resetOption, .setClusterOption: false
        }
    }
}

extension CTDBAction {
    /// systemd reads the units again before a daemon starts.
    fileprivate var startsWhatIsDown: Bool {
        switch self {
        case .mountLock, .readUnits, .start: true
        case .makeLockDirectory, .stop, .setTunable, .reloadNodes, .reloadAddresses, .setScript: false
        }
    }
}

extension NFSAction {
    /// A server that hangs serves no client.
    fileprivate var startsWhatIsDown: Bool {
        switch self {
        case .restartServer(let killing): killing
        case .addExport, .updateExport, .replaceExport, .removeExport, .restartStatd: false
        }
    }
}
