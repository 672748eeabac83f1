package import ClusterModel

/// An external action on a host: its power, network, services, packages and files.
package enum HostExternalAction: Sendable, Hashable {
    /// Without warning. The page cache is kept.
    case powerCut(HostName)
    case powerOn(HostName)
    /// Power on, but the file systems of /etc/fstab are not mounted.
    case powerOnWithoutMounts(HostName)
    /// ssh does not get through. Daemons and bricks are not affected.
    case unreachable(HostName)
    case reachable(HostName)
    /// Puts a host into a segment of the storage network; hosts of other segments do not reach it.
    case segment(HostName, Int)
    case stopService(HostName, unit: String)
    case startService(HostName, unit: String)
    case enableService(HostName, unit: String)
    case disableService(HostName, unit: String)
    case maskService(HostName, unit: String)
    case removePackage(HostName, String)
    /// Kills dpkg at a package: while it unpacks it, or after it did.
    case killDpkg(HostName, String, InterruptedPackage)
    /// Another program holds dpkg's lock for a while.
    case lockPackages(HostName, Duration)
    /// Installs a package with its service, which is stopped and disabled; what the package kept before remains.
    case installPackage(HostName, String)
    case makeDirectory(HostName, path: String)
    /// Puts files that are not hcctl's into a directory.
    case putFiles(HostName, path: String)
    case writeFile(HostName, path: String, [UInt8])
}

/// The state in which a killed dpkg leaves a package, in dpkg's words.
package enum InterruptedPackage: String, Sendable, Hashable {
    /// Not configured: `dpkg --configure -a` finishes it.
    case unpacked
    /// Incomplete: it must be installed again.
    case halfInstalled = "half-installed"
}
