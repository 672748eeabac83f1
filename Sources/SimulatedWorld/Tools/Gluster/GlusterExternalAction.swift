package import ClusterModel

/// An external action on gluster's daemons, pools, volumes, and the directories of bricks.
package enum GlusterExternalAction: Sendable, Hashable {
    /// Kills glusterd; on Debian its bricks end with it. If `restarts`, systemd starts it again after a minute.
    case killGlusterd(HostName, bricksToo: Bool, restarts: Bool)
    /// Damages the store of glusterd, so that it does not start again.
    case damageStore(HostName)
    case repairStore(HostName)
    /// Makes the hosts a pool with running daemons, and creates a volume of that name if one is given.
    case foreignPool([HostName], volume: String?)
    /// Creates a volume of one brick in the pool of a host and starts it.
    case makeVolume(String, HostName, path: String)
    /// `gluster volume set` on some member.
    case setOption(volume: String, String, String)
    /// `gluster volume reset` of one key.
    case resetOption(volume: String, String)
    case stopVolume(String)
    case startVolume(String)
    case deleteVolume(String)
    case killBrick(HostName, path: String)
    /// Leaves in a directory what a failed create leaves: the mark of a volume that does not exist.
    case leftover(HostName, path: String)
    /// Removes the volume's mark from the directory of a brick.
    case removeMark(HostName, path: String)
    /// Marks a directory as a brick of the volume with that UUID.
    case putMark(HostName, path: String, volumeID: String)
    /// Kills the self-heal daemon of a volume on a host; its bricks go on.
    case killHealer(HostName, volume: String)
    /// Leaves `trusted.gfid` on a directory, which is made if it is missing.
    case leaveGFID(HostName, path: String)
    /// Gives glusterd's file of settings another date, and no other contents.
    case touchSettings(HostName)
    /// Renames a directory; a brick that runs in it ends.
    case rename(HostName, path: String, to: String)
    /// A client writes a file. It needs the quorum of the replica set, and learns whether the file is stored.
    case write(volume: String, file: String)
}
