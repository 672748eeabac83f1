/// Everything hcctl can do to the world, with every argument decided. One case a technology, one enum each.
package enum Action: Sendable, Hashable {
    case host(HostAction, on: HostName)
    /// `from` is the host whose gluster command line is used.
    case gluster(GlusterAction, from: HostName)
    case ctdb(CTDBAction, on: HostName)
    case nfs(NFSAction, on: HostName)
    case hostedEngine(HostedEngineAction, on: HostName)

    /// Where the command runs.
    package var target: Target {
        switch self {
        case .host(_, let host), .gluster(_, let host), .ctdb(_, let host), .nfs(_, let host),
            .hostedEngine(_, let host):
            .host(host)
        }
    }

    /// The host on which the command runs; nil of a request to the engine.
    package var host: HostName? { target.host }

    /// `technology.verb`, for JSON and for `consent`.
    package var name: String {
        switch self {
        case .host(let action, _): "host.\(action.verb)"
        case .gluster(let action, _): "gluster.\(action.verb)"
        case .ctdb(let action, _): "ctdb.\(action.verb)"
        case .nfs(let action, _): "nfs.\(action.verb)"
        case .hostedEngine(let action, _): "hostedEngine.\(action.verb)"
        }
    }
}

/// What is done to one host.
package enum HostAction: Sendable, Hashable {
    /// Only ever on a device proven blank; `inodeSize` in bytes, nil leaves it to mkfs. The mount point is where the
    /// file system is to go: nothing may be expected there.
    case makeFilesystem(device: String, mountPoint: String, inodeSize: Int?)
    /// Replaces a managed file as a whole, if it is still the one that was read.
    case replaceFile(FileReplacement)
    case mount(device: String, at: String, options: [String])
    /// Gives a mounted file system other options. Only those that it takes while it is mounted.
    case remount(device: String, at: String, options: [String])
    /// Makes a directory that hcctl made immutable an ordinary one again: no file system is to be mounted there any more.
    case releaseMountPoint(path: String)
    /// A directory below a mount point, with its parents.
    case makeDirectory(path: String)
    /// `clearing` forgets that it failed, and how often it was started within the hour; `unmasking` takes back the mask
    /// under which its package was installed.
    case enableAndStart(unit: String, clearing: Bool = false, unmasking: Bool = false)
    /// Stops and starts; whatever the unit's control group holds is killed.
    case restart(unit: String)
    /// Starts the installation; the units named are masked until they are to run. What is there is left alone.
    case installPackages([String], masking: [String])
    /// Starts fetching the lists of the repositories.
    case updatePackageLists
    /// Starts finishing what an interrupted installation left half done.
    case configurePackages
    /// Takes the mark of a volume that there is not from a directory that holds nothing.
    case removeBrickMark(path: String, volume: String)

    /// A word for the action.
    package var verb: String {
        switch self {
        case .makeFilesystem: "makeFilesystem"
        case .replaceFile: "replaceFile"
        case .mount: "mount"
        case .remount: "remount"
        case .releaseMountPoint: "releaseMountPoint"
        case .makeDirectory: "makeDirectory"
        case .removeBrickMark: "removeBrickMark"
        case .enableAndStart: "enableAndStart"
        case .restart: "restart"
        case .installPackages: "installPackages"
        case .updatePackageLists: "updatePackageLists"
        case .configurePackages: "configurePackages"
        }
    }
}

/// What is done to the pool and its volumes.
package enum GlusterAction: Sendable, Hashable {
    /// `peer` is a name or address in the gluster network.
    case probe(peer: String)
    /// `bricks` as `address:path`, in the order of the replica sets. Never with `force`.
    case createVolume(VolumeName, replica: Int, arbiter: Int, bricks: [String])
    /// One transaction, whatever their number.
    case setOptions(VolumeName, [GlusterOption])
    /// Back to gluster's default. One key a command: gluster takes no more.
    case resetOption(VolumeName, String)
    /// Of all volumes together. One a command: of several gluster 10.3 takes the first, and says that all went well
    /// (glusterd-op-sm.c, glusterd_op_set_all_volume_options).
    case setClusterOption(GlusterOption)
    case startVolume(VolumeName)
    /// Starts the bricks that do not run (`start … force`); running ones are left alone.
    case startBricks(VolumeName)

    /// A word for the action.
    package var verb: String {
        switch self {
        case .probe: "probe"
        case .createVolume: "createVolume"
        case .setOptions: "setOptions"
        case .resetOption: "resetOption"
        case .setClusterOption: "setClusterOption"
        case .startVolume: "startVolume"
        case .startBricks: "startBricks"
        }
    }
}
