internal import World

/// Builds the queries and changes of the lab. Pure: nothing is run here.
enum LabCommands {
    /// Changes built here; the plans put them in order.
    typealias Changes = [Change]

    // MARK: Questions

    /// In the order that `LabParser.facts` reads them.
    static func facts(files: [String]) -> [Query] {
        [
            ask(["find", LabLayout.cacheDirectory, "-mindepth", "1", "-maxdepth", "1", "-printf", "%f\\n"]),
            ask(["find", LabLayout.stateDirectory, "-maxdepth", "3", "-printf", "%s %p\\n"]),
            ask(["find"] + LabLayout.shared + ["-maxdepth", "1", "-name", "\(LabLayout.prefix)*", "-printf", "%p\\n"]),
            ask(["ip", "-j", "netns", "list"]),
            ask(["ip", "-n", LabLayout.hub, "-j", "link", "show"]),
            ask(["losetup", "-J", "-l", "-O", "NAME,MAJ:MIN,BACK-FILE"]),
            ask(["findmnt", "-J", "-l", "-o", "TARGET,FSTYPE,OPTIONS"]),
            ask(["find", LabLayout.cgroupRoot, "-maxdepth", "2", "-type", "d", "-name", "\(LabLayout.prefix)*"]),
            ask([
                "find", LabLayout.cgroupRoot, "-path", "*/\(LabLayout.prefix)*", "-name", "cgroup.procs",
                "-exec", "grep", "-H", "", "{}", "+",
            ]),
            ask(["ip", "netns", "pids", LabLayout.hub]),
            ask(["cat", "/proc/self/cgroup"]),
            ask(["findmnt", "-n", "-o", "FSTYPE", "-T", "/var/lib"]),
            ask(["grep", "-sH", "", LabLayout.baseRecord, LabLayout.hubHostsFile, LabLayout.knownHostsFile] + files),
        ]
    }

    /// The mounts in a host's own mount namespace.
    static func mounts(in initProcess: Int) -> Query {
        ask(["findmnt", "-J", "-l", "-N", "\(initProcess)", "-o", "TARGET,FSTYPE,OPTIONS"])
    }

    /// The host keys of the hosts on which sshd answers, one line each; waits at most `seconds` for the others.
    static func answering(_ hosts: [LabHost], seconds: Int = 2) -> Query {
        let scan = ["ssh-keyscan", "-T", "\(seconds)", "-t", "ed25519"]
        return ask(inHub(scan + hosts.map(\.address)))
    }

    /// The package sources of this machine: address, release, component.
    static let packageSources = ask([
        "apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)", "Created-By: Packages",
    ])

    /// In the order that `LabParser.abilities` reads them.
    static func abilities(programs: [String]) -> [Query] {
        [
            ask(["id", "-u"]),
            ask(["which"] + programs),
            ask(["cat", "/proc/filesystems"]),
            ask(["findmnt", "-J", "-l", "-o", "TARGET,FSTYPE,OPTIONS"]),
            ask(["unshare", "--mount", "--net", "--pid", "--fork", "true"]),
            ask(["find", "/dev/fuse", "/dev/loop-control", "-maxdepth", "0"]),
            ask(["df", "--output=avail", "-B1", "/var/cache"]),
            ask(["df", "--output=avail", "-B1", "/var/lib"]),
        ]
    }

    private static func ask(_ arguments: [String]) -> Query { .run(Invocation(arguments)) }

    // MARK: Changes

    /// Prefix of each program: holds a shared lock while the program runs, without passing the descriptor on.
    static let guarding = ["flock", "--shared", "--close", LabLayout.changesFile]

    static func run(_ arguments: [String], input: String? = nil, within limit: Duration = .seconds(60)) -> Change {
        let input = input.map { Invocation.Input.bytes(Array($0.utf8)) } ?? .none
        return .run(Invocation(guarding + arguments, input: input, limit: .killAfter(limit)))
    }

    /// Succeeds once no program of an earlier hcctl runs; fails after `seconds`.
    static func awaitEarlierChanges(seconds: Int) -> Change {
        let wait = ["flock", "--exclusive", "--timeout", "\(seconds)", LabLayout.changesFile, "true"]
        return .run(Invocation(wait, limit: .killAfter(.seconds(seconds + 10))))
    }

    static func write(_ text: String, to path: String, mode: UInt16 = 0o644) -> Change {
        .write(FileWrite(path: path, contents: .bytes(Array(text.utf8)), mode: mode, expecting: .anything))
    }

    /// Creates folders, parents first. A parent that is not named gets the transport's umask, which is narrower.
    static func makeFolders(_ paths: [String], mode: String = "0755") -> Change {
        run(["install", "-d", "-m", mode] + paths)
    }

    /// Removes a tree without entering other file systems mounted inside.
    static func removeTree(_ path: String) -> Change {
        run(["rm", "-rf", "--one-file-system", "--", path], within: .seconds(300))
    }

    static func unmount(_ target: String) -> Change { run(["umount", target]) }

    static func makeKey(at path: String, comment: String) -> Change {
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", path])
    }

    // MARK: For the user's commands

    /// The command line that runs a command in the hub.
    static func inHub(_ command: [String]) -> [String] { ["ip", "netns", "exec", LabLayout.hub] + command }

    /// The command line that runs a command in a host, with the environment of a login, not that of hcctl.
    static func inHost(_ initProcess: Int, _ command: [String], terminal: String?) -> [String] {
        [
            "nsenter", "--all", "--target", "\(initProcess)", "--", "env", "-i", "HOME=/root", "USER=root",
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
        ] + (terminal.map { ["TERM=\($0)"] } ?? []) + command
    }
}

// MARK: - The base

extension LabCommands {
    /// Builds the base in its draft folder, then renames it.
    static func build(_ recipe: BaseRecipe, mirror: String, leftovers: LabFacts) -> [Change] {
        let bootstrap = [
            "debootstrap", "--variant=minbase", "--include=\(recipe.packages.joined(separator: ","))",
            recipe.suite, "\(recipe.draft)/\(BaseRecipe.system)", mirror,
        ]
        return clearDrafts(leftovers) + [makeFolders([LabLayout.cacheDirectory, recipe.draft])]
            + [run(bootstrap, within: LabLimit.baseBuild)] + configure(recipe) + gatherPackages(recipe)
            + [run(["mv", "-T", recipe.draft, recipe.directory])]
    }

    /// Makes a base without some packages from a copy of the complete one. The kept packages are named, so that apt-get
    /// refuses if they would be removed too. Maintainer scripts stop services by name, so they run without this machine's
    /// processes and network.
    static func derive(_ recipe: BaseRecipe, leftovers: LabFacts) -> [Change] {
        let (from, root) = (recipe.complete.directory, "\(recipe.draft)/\(BaseRecipe.system)")
        let purge = [
            "env", "DEBIAN_FRONTEND=noninteractive", "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child",
            "--root=\(root)", "--mount-proc", "apt-get", "purge", "--yes", "--quiet", "--",
        ]
        return clearDrafts(leftovers) + [
            makeFolders([recipe.draft]),
            run(["cp", "-a", "--reflink=auto", "\(from)/\(BaseRecipe.system)", root], within: LabLimit.baseCopy),
            run(["cp", "-al", "\(from)/\(BaseRecipe.packages)", "\(recipe.draft)/\(BaseRecipe.packages)"]),
            run(purge + recipe.leftOut + BaseRecipe.kept.map { $0 + "+" }, within: LabLimit.baseCopy),
            run(["mv", "-T", recipe.draft, recipe.directory]),
        ]
    }

    /// Removes what a killed build left; debootstrap mounts /proc and /sys in its folder.
    static func clearDrafts(_ facts: LabFacts) -> [Change] {
        let drafts = facts.bases.filter { $0.hasPrefix(BaseRecipe.draftPrefix) }
            .map { "\(LabLayout.cacheDirectory)/\($0)" }.sorted()
        let inside = facts.mounts.map(\.target).filter { target in drafts.contains { target.hasPrefix($0 + "/") } }
        return inside.reversed().map(unmount) + drafts.map(removeTree)
    }

    private static func configure(_ recipe: BaseRecipe) -> [Change] {
        let root = "\(recipe.draft)/\(BaseRecipe.system)"
        let folders = Set(recipe.files.map { String($0.path[..<($0.path.lastIndex(of: "/") ?? $0.path.endIndex)]) })
        return [makeFolders(folders.sorted().map { root + $0 })]
            + recipe.files.map { write($0.text, to: root + $0.path) } + [
                // What must differ from host to host.
                run(["find", "\(root)/etc/ssh", "-name", "ssh_host_*", "-delete"]),
                run(["ln", "-sfT", "/etc/machine-id", "\(root)/var/lib/dbus/machine-id"]),
                run(["systemctl", "--root=\(root)", "set-default", "-q", "multi-user.target"]),
                run(["systemctl", "--root=\(root)", "disable", "-q"] + recipe.disabled),
                run(["systemctl", "--root=\(root)", "mask", "-q"] + recipe.masked),
                run(["systemctl", "--root=\(root)", "enable", "-q", BaseRecipe.mountUnitName]),
            ]
    }
}

extension LabCommands {
    /// Makes an apt repository of the packages that the base was made of, writes its index into the base and puts it
    /// beside the base's root. The base's own apt-ftparchive sees it where the hosts will.
    private static func gatherPackages(_ recipe: BaseRecipe) -> [Change] {
        let root = "\(recipe.draft)/\(BaseRecipe.system)"
        let (folder, plan) = (root + LabLayout.packagesInHost, BaseRecipe.indexPlan)
        let (lists, fetched) = ("\(root)/var/lib/apt/lists", "\(root)/var/cache/apt/archives")
        return [
            makeFolders([root + LabLayout.shareInHost, folder]),
            run(["find", fetched, "-name", "*.deb", "-exec", "mv", "-t", folder, "{}", "+"]),
            write(plan.text, to: root + plan.path),
            run(["chroot", root, "apt-ftparchive", "generate", plan.path]),
            run(["rm", root + plan.path]),
            // Those of the mirror, which hosts cannot reach.
            run(["find", lists, "-type", "f", "-delete"]),
            run(["chroot", root, "apt-get", "update", "--quiet"]),
            run(["mv", "-T", folder, "\(recipe.draft)/\(BaseRecipe.packages)"]),
            run(["chmod", "-R", "a+rX", "\(recipe.draft)/\(BaseRecipe.packages)"]),
            makeFolders([folder]),
        ]
    }
}

// MARK: - The lab's own folders and the hub

extension LabCommands {
    /// The ext4 image that holds the hosts where the file system of the state directory cannot.
    static func makeStore(imageIsThere: Bool) -> [Change] {
        let make = [
            run(["truncate", "-s", "\(LabLimit.storeBytes)", LabLayout.storeImage]),
            run(["mkfs.ext4", "-q", "-F", LabLayout.storeImage]),
        ]
        return (imageIsThere ? [] : make) + [
            makeFolders([LabLayout.hostsDirectory]),
            run(["mount", "-o", "loop", LabLayout.storeImage, LabLayout.hostsDirectory]),
        ]
    }

    static func makeHub() -> [Change] {
        let hub = ["ip", "-n", LabLayout.hub]
        return [
            run(["ip", "netns", "add", LabLayout.hub]),
            run(hub + ["link", "set", "lo", "up"]),
            run(hub + ["link", "add", LabLayout.bridge, "type", "bridge"]),
            run(hub + ["addr", "add", "\(LabLayout.hubAddress)/\(LabLayout.prefixLength)", "dev", LabLayout.bridge]),
            run(hub + ["link", "set", LabLayout.bridge, "up"]),
        ]
    }
}

// MARK: - Hosts

extension LabCommands {
    /// Creates a host in a draft folder, then renames it. Files that differ from the base go into the overlay's upper
    /// layer. `known` are the hosts in its /etc/hosts.
    static func create(_ host: LabHost, knowing known: [LabHost], disks: Int, bytes: Int) -> [Change] {
        let upper = "\(host.draft)/upper"
        let images = LabDisk.letters(disks).map { run(["truncate", "-s", "\(bytes)", "\(host.draft)/\($0).img"]) }
        return [
            removeTree(host.draft),
            makeFolders([host.draft, "\(host.draft)/work", "\(host.draft)/root"]),
            makeFolders([upper, "\(upper)/etc", "\(upper)/etc/ssh"]),
            makeFolders(["\(upper)/root", "\(upper)/root/.ssh"], mode: "0700"),
            run([
                "install", "-m", "0600", "\(LabLayout.identityFile).pub", "\(upper)/root/.ssh/authorized_keys",
            ]),
            makeKey(at: "\(upper)/etc/ssh/ssh_host_ed25519_key", comment: host.name),
            write(host.name + "\n", to: "\(upper)/etc/hostname"),
            write(LabTexts.names(known), to: "\(upper)/etc/hosts"),
        ] + images + [run(["mv", "-T", host.draft, host.directory])]
    }

    static func mountRoot(of host: LabHost, base: String) -> Change {
        let layers =
            "lowerdir=\(base)/\(BaseRecipe.system),upperdir=\(host.directory)/upper,workdir=\(host.directory)/work"
        return run(["mount", "-t", "overlay", host.machine, "-o", layers, host.root])
    }

    static func attach(_ image: String) -> Change { run(["losetup", "--find", "--nooverlap", image]) }

    static func detach(_ loop: LabFacts.Loop) -> Change { run(["losetup", "-d", loop.device]) }

    /// Creates a veth pair between the hub and a namespace of the host's own, named as its machine.
    static func connect(_ host: LabHost) -> [Change] {
        let (hub, own) = (["ip", "-n", LabLayout.hub], ["ip", "-n", host.machine])
        return [
            run(["ip", "netns", "add", host.machine]),
            run(own + ["link", "set", "lo", "up"]),
            run(
                hub + [
                    "link", "add", host.port, "type", "veth", "peer", "name", "host0",
                    "address", host.hardwareAddress, "netns", host.machine,
                ]),
            run(hub + ["link", "set", host.port, "master", LabLayout.bridge, "up"]),
            run(own + ["addr", "add", "\(host.address)/\(LabLayout.prefixLength)", "dev", "host0"]),
            run(own + ["link", "set", "host0", "up"]),
            run(own + ["route", "add", "default", "via", LabLayout.hubAddress]),
        ]
    }

    /// Removes the cable, then the namespace: the latter exists, without its name, until its last process ends.
    static func disconnect(_ host: LabHost, _ facts: LabFacts) -> [Change] {
        let cable = run(["ip", "-n", LabLayout.hub, "link", "del", host.port])
        let namespace = run(["ip", "netns", "del", host.machine])
        return (facts.ports.contains(host.port) ? [cable] : [])
            + (facts.namespaces.contains(host.machine) ? [namespace] : [])
    }

    static func pullCable(_ host: LabHost) -> Change { setCable(host, "down") }

    static func plugCable(_ host: LabHost) -> Change { setCable(host, "up") }

    private static func setCable(_ host: LabHost, _ state: String) -> Change {
        run(["ip", "-n", LabLayout.hub, "link", "set", host.port, state])
    }

    static func kill(_ processes: [Int]) -> Change { run(["kill", "-KILL"] + processes.map(String.init)) }

    static func end(_ processes: [Int]) -> Change { run(["kill", "-TERM"] + processes.map(String.init)) }

    /// Kills every process of a control group at once (cgroup2 alone has this file).
    static func kill(group: String) -> Change { run(["tee", "\(group)/cgroup.kill"], input: "1\n") }

    static func makeGroups(of host: LabHost, _ own: [LabFacts.OwnGroup]) -> Change {
        run(["mkdir", "-p"] + own.map { "\($0.root)/\(host.machine)" })
    }

    /// Moves hcctl itself into the host's control groups, so that what it starts next begins there: on a tree shared
    /// by all hosts, killing a service's control group fails with EIO and a restarted glusterd spares its bricks.
    static func enter(_ host: LabHost, _ own: [LabFacts.OwnGroup], process: Int) -> [Change] {
        own.map { run(["tee", "\($0.root)/\(host.machine)/cgroup.procs"], input: "\(process)\n") }
    }

    /// Moves hcctl back to where it was.
    static func leave(_ own: [LabFacts.OwnGroup], process: Int) -> [Change] {
        own.map { run(["tee", $0.door], input: "\(process)\n") }
    }

    /// Starts the container in the background; it outlives hcctl. /proc/sys/net is writable as on a real host.
    static func start(_ host: LabHost, base: String, disks: [(device: String, loop: String)]) -> [Change] {
        let record = "\(host.directory)/pid"
        let keeper = [
            "env", "SYSTEMD_NSPAWN_API_VFS_WRITABLE=network", "start-stop-daemon", "--start", "--background",
            "--make-pidfile", "--pidfile", record, "--output", "\(host.directory)/console.log",
            "--umask", "022", "--startas", "/usr/bin/systemd-nspawn", "--",
        ]
        let machine = [
            "--quiet", "--directory=\(host.root)", "--machine=\(host.machine)", "--hostname=\(host.name)", "--boot",
            "--register=no", "--keep-unit", "--console=read-only",
            "--network-namespace-path=/run/netns/\(host.machine)",
            "--resolv-conf=off", "--timezone=off", "--link-journal=no", "--capability=all", "--bind=/dev/fuse",
            "--bind-ro=\(base)/\(BaseRecipe.packages):\(LabLayout.packagesInHost)",
        ]
        return [run(["rm", "-f", record]), run(keeper + machine + disks.map { "--bind=\($0.loop):\($0.device)" })]
    }
}

// MARK: - Replacing a disk

extension LabCommands {
    /// Replaces a disk's image by a blank one. First the old image is renamed to `dead`, which marks the swap as begun; at
    /// each moment one of the two files has the disk's size.
    static func beginSwap(_ disk: LabDisk, bytes: Int) -> [Change] {
        [
            run(["rm", "-f", disk.fresh]),
            run(["truncate", "-s", "\(bytes)", disk.fresh]),
            run(["mv", "-T", disk.image, disk.dead]),
            placeFresh(disk),
        ]
    }

    static func placeFresh(_ disk: LabDisk) -> Change { run(["mv", "-T", disk.fresh, disk.image]) }

    /// Sets the old device's size to zero: reads and writes of its users fail from then on, as with a disk pulled out.
    static func kill(_ disk: LabDisk, on loop: LabFacts.Loop) -> [Change] {
        [run(["truncate", "-s", "0", disk.dead]), run(["losetup", "--set-capacity", loop.device])]
    }

    /// Makes the new disk available to a running host under the device's name. `isBound`: the existing node was bind-mounted
    /// at the host's start and has to be unmounted.
    static func insert(_ disk: LabDisk, on loop: LabFacts.Loop, isBound: Bool, into initProcess: Int) -> [Change] {
        let release = isBound ? [["umount", "--lazy", disk.device]] : []
        let make = [
            ["rm", "-f", disk.device], ["mknod", "--mode=660", disk.device, "b"] + loop.numbers,
            ["chgrp", "disk", disk.device],
        ]
        return (release + make).map { run(inHost(initProcess, $0, terminal: nil)) }
    }

    /// Removes the old image; the kernel frees its loop device once the last user in the host has closed it.
    static func bury(_ disk: LabDisk, _ loop: LabFacts.Loop?) -> [Change] {
        (loop.map { [detach($0)] } ?? []) + [run(["rm", "-f", disk.dead])]
    }
}
