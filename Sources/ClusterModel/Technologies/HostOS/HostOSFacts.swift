/// What a host's operating system reports, but for devices and mounts. A key that no dictionary has was not asked for.
package struct HostOSFacts: Sendable, Hashable {
    /// By package name.
    package var packages: [String: Reading<InstalledPackage>] = [:]
    /// By package name, the version that could be installed; absent where the host knows none. Only of missing ones.
    package var candidates: [String: Reading<String>] = [:]
    /// The unit that installs packages; absent where nothing is being installed and nothing failed.
    package var packageWork: Reading<HostOperation> = .unknown(.notAsked)
    /// By unit name without suffix.
    package var services: [String: Reading<ServiceState>] = [:]
    /// Managed files, by name; absent where there is none.
    package var files: [ManagedFile.ID: Reading<ObservedFile>] = [:]
    /// By name, the addresses that the host finds for it; absent where it finds none.
    package var addresses: [String: Reading<[String]>] = [:]

    package init() {}
}

package struct InstalledPackage: Sendable, Hashable {
    /// As the package manager prints it.
    package let version: String
    /// False: it was unpacked, and then something came between.
    package let isConfigured: Bool

    package init(version: String, isConfigured: Bool = true) {
        self.version = version
        self.isConfigured = isConfigured
    }
}

/// A unit as `systemctl show` tells it (systemd(1), org.freedesktop.systemd1(5)).
package struct ServiceState: Sendable, Hashable {
    /// `loaded`, `not-found`, `masked`, …
    package let load: String
    /// `active`, `inactive`, `failed`, `activating`, …
    package let active: String
    /// `enabled`, `disabled`, `static`, …; empty where there is no unit file.
    package let enablement: String
    /// When its present process was started, by the kernel's clock since boot; nil where it never was.
    package let startedAt: Duration?

    package init(load: String, active: String, enablement: String, startedAt: Duration? = nil) {
        self.startedAt = startedAt
        self.load = load
        self.active = active
        self.enablement = enablement
    }
}
