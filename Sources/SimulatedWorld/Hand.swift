package import ClusterModel

/// What an operator or nature does, past hcctl.
package enum Hand: Sendable, Hashable {
    /// Without warning; what is in the page cache is kept.
    case powerCut(HostName)
    case powerOn(HostName)
    /// Power on, but what /etc/fstab names is not mounted.
    case powerOnWithoutMounts(HostName)
    /// ssh does not get through; daemons and bricks do not mind.
    case unreachable(HostName)
    case reachable(HostName)
    /// Puts a host into a segment of the storage network; those of another do not reach it.
    case segment(HostName, Int)
    /// glusterd is killed; on Debian its bricks go with it. systemd starts it again after a minute if `restarts`.
    case killGlusterd(HostName, bricksToo: Bool, restarts: Bool)
    case stopService(HostName, unit: String)
    case startService(HostName, unit: String)
    case enableService(HostName, unit: String)
    case disableService(HostName, unit: String)
    case maskService(HostName, unit: String)
    case removePackage(HostName, String)
    /// dpkg is killed at a package: while it unpacks it, or once it has.
    case killDpkg(HostName, String, Torn)
    /// Another program installs something for a while.
    case lockPackages(HostName, Duration)
    /// With its service, which neither runs nor is enabled; what the package kept before is still there.
    case installPackage(HostName, String)
    /// By `gluster volume set` on some member.
    case setOption(volume: String, String, String)
    /// By `gluster volume reset`, one key.
    case resetOption(volume: String, String)
    case stopVolume(String)
    case startVolume(String)
    case deleteVolume(String)
    case killBrick(HostName, path: String)
    case unmount(HostName, target: String)
    case mount(HostName, device: String, target: String)
    case editFstab(HostName, text: String)
    /// Whatever was on the disk is gone.
    case putOnDisk(HostName, device: String, SimulatedDisk.Contents)
    /// A new blank disk instead of the old one, which is gone; what was mounted from it is, too.
    case replaceDisk(HostName, device: String, serial: String)
    /// Every read of the disk fails from now on, or no more.
    case breakDisk(HostName, device: String, isReadable: Bool)
    case removeDisk(HostName, device: String)
    case makeDirectory(HostName, path: String)
    /// Somebody's files in a directory.
    case putFiles(HostName, path: String)
    /// What a create that failed half-way leaves in a directory: the mark of a volume that does not exist.
    case leftover(HostName, path: String)
    /// The volume's mark is taken off a brick's directory.
    case removeMark(HostName, path: String)
    /// A directory is marked as a brick of that volume, by its UUID.
    case putMark(HostName, path: String, volumeID: String)
    /// A directory gets another name; a brick that runs there ends.
    case rename(HostName, path: String, to: String)
    case writeFile(HostName, path: String, [UInt8])
    /// The hosts become a pool, with glusterd running, and with a volume of that name if one is given.
    case foreignPool([HostName], volume: String?)
    /// Somebody makes a volume of one brick in the pool of a host, and starts it.
    case makeVolume(String, HostName, path: String)
    /// A client writes a file: it needs the replica set's quorum, and is told whether it is stored.
    case write(volume: String, file: String)
    /// glusterd's store loses what it needs to start.
    case damageStore(HostName)
    /// Somebody restores it.
    case repairStore(HostName)

    /// What a killed dpkg leaves of a package, as dpkg calls it.
    package enum Torn: String, Sendable, Hashable {
        /// It is there and not configured: `dpkg --configure -a` finishes it.
        case unpacked
        /// It is there in parts, and is to be installed anew.
        case halfInstalled = "half-installed"
    }
}
