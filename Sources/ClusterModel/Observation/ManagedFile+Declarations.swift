extension ManagedFile {
    /// The table of file systems (fstab(5)), as libmount reads it.
    static let fstab = Self(
        id: .fstab, path: "/etc/fstab",
        syntax: LineSyntax(blanks: Array(" \t".utf8), comments: .wholeLine, hasOctalEscapes: true),
        ownership: .keyedLines, reader: .eachUse, stage: "storage", otherWriters: "configuration management, cron",
        sizeLimit: 1 << 21)

    /// Addresses of names (hosts(5)), as glibc reads it: isspace(3) divides, CR included. Lists of blocked names have
    /// some megabytes.
    static let hosts = Self(
        id: .hosts, path: "/etc/hosts",
        syntax: LineSyntax(blanks: Array(" \t\r\u{0B}\u{0C}".utf8), comments: .anywhere),
        ownership: .addedLines, reader: .eachUse, stage: "names",
        otherWriters: "configuration management, DHCP, cloud-init",
        sizeLimit: 1 << 23)

    /// glusterd's own settings (glusterd(8)). On Debian and EL its unit kills the bricks of the host when it stops
    /// (KillMode=control-group).
    static let glusterdVolfile = Self(
        id: .glusterdVolfile, path: "/etc/glusterfs/glusterd.vol",
        syntax: LineSyntax(blanks: Array(" \t\r".utf8), comments: .anyField),
        ownership: .sectionOptions(endWord: "end-volume", indentation: "    "),
        reader: .daemon(unit: HostService.glusterd.unit, restart: .disruptive),
        stage: "services", otherWriters: "packages, configuration management", sizeLimit: 1 << 21)

    /// Options that `volume set V group G` takes together (glusterd-volume-set.c). The folder comes with the daemon's
    /// package, with groups of its own.
    static func optionGroup(_ name: OptionGroupName) -> Self {
        Self(
            id: .optionGroup(name), path: "/var/lib/glusterd/groups/\(name)",
            syntax: LineSyntax(blanks: [], comments: .none), ownership: .wholeFile, reader: .eachUse,
            stage: "option groups", otherWriters: "packages, configuration management, cron", sizeLimit: 1 << 18)
    }

    /// ctdbd reads node list and public addresses at a command, and hcctl compares them with what is in force; the other
    /// files when it or an event script starts. systemd says itself whether it has read its unit files.
    static func ctdb(_ file: CTDBFile) -> Self {
        var declaration = Self(
            id: .ctdb(file), path: file.path,
            syntax: LineSyntax(blanks: Array(" \t\r".utf8), comments: file.comments), ownership: .wholeFile,
            reader: .eachUse, stage: "ctdb", otherWriters: "packages, configuration management", sizeLimit: 1 << 18)
        if file == .dropIn { declaration.newFolder = "/etc/systemd/system/\(CTDBFile.daemonUnit).service.d" }
        return declaration
    }
}

extension DesiredState {
    /// The files that the manifests need to be read on every host. /etc/fstab is always read: a line there forbids
    /// formatting.
    package var managedFiles: [ManagedFile.ID] {
        let names = spec.hostsFile == .ignore || hostNames.isEmpty ? [] : [ManagedFile.ID.hosts]
        let daemon = spec.gluster.daemonOptions.isEmpty ? [] : [ManagedFile.ID.glusterdVolfile]
        return [.fstab] + daemon + names + optionGroups.map { .optionGroup($0.name) } + ctdbFiles.map { .ctdb($0) }
            + nfsFiles.map(ManagedFile.ID.nfs)
    }
}
