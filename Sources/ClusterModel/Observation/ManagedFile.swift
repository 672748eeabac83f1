/// A file on a host of which hcctl writes the whole or some lines: what is the same for all such files is done from this
/// declaration (reading, editing, replacing, auditing, proving).
///
/// Owner, group, mode, access list and symbolic link of an existing file stay as they are. A new file is root's.
package struct ManagedFile: Sendable, Hashable {
    /// Which file.
    package let id: ID
    /// Absolute path.
    package let path: String
    /// How its readers divide a line into fields.
    package let syntax: LineSyntax
    /// What of it is hcctl's.
    package let ownership: Ownership
    /// What reads it.
    package let reader: Reader
    /// The stage that its changes belong to, in the times of a report.
    package let stage: String
    /// What else writes it, for messages about recurring drift.
    package let otherWriters: String
    /// Bytes. A longer file is not read, and so not edited. Protects the memory and the batch's limit of answers.
    package let sizeLimit: Int
    /// The file's folder, where no package brings it: it is made before the file is written.
    package var newFolder: String? = nil
    /// Permission bits of a file that hcctl creates.
    package var modeOfNewFile: UInt16 = 0o644

    /// Names a managed file. The one closed list of them.
    package enum ID: Sendable, Hashable, Codable {
        case fstab
        case hosts
        /// glusterd's own settings.
        case glusterdVolfile
        case optionGroup(OptionGroupName)
        case ctdb(CTDBFile)
        case nfs(NFSFile)
    }

    /// What of a file is hcctl's.
    package enum Ownership: Sendable, Hashable {
        /// Every line.
        case wholeFile
        /// Lines that hcctl adds after the last one. Existing lines never change.
        case addedLines
        /// The one line of each key; a new one comes after the last line.
        case keyedLines
        /// The lines of each key inside a section; a new one comes before the line that begins with `endWord`.
        case sectionOptions(endWord: String, indentation: String)
    }

    /// What reads a file, and what it costs that a change is seen.
    package enum Reader: Sendable, Hashable {
        /// Programs that read it at each use: a change costs nothing.
        case eachUse
        /// A daemon that reads it when it starts. `restart` is the risk of a restart while the daemon serves.
        case daemon(unit: String, restart: Risk)

        /// The risk that a change is seen while the reader serves.
        package var risk: Risk {
            switch self {
            case .eachUse: .benign
            case .daemon(_, let restart): restart
            }
        }
    }
}

extension ManagedFile.ID {
    /// Absolute path.
    package var path: String { declaration.path }

    /// The unit that reads it when it starts; nil where every program reads it at each use.
    package var daemon: String? {
        if case .daemon(let unit, _) = declaration.reader { unit } else { nil }
    }

    /// Everything that is to be known of the file.
    package var declaration: ManagedFile {
        switch self {
        case .fstab: .fstab
        case .hosts: .hosts
        case .glusterdVolfile: .glusterdVolfile
        case .optionGroup(let name): .optionGroup(name)
        case .ctdb(let file): .ctdb(file)
        case .nfs(let file): file.declaration
        }
    }

    /// What identifies an owned line among the others; nil for a line that can never be hcctl's.
    package func key(of fields: [[UInt8]]) -> [UInt8]? {
        switch self {
        // libmount passes over what has less than three fields.
        case .fstab: fields.count < 3 ? nil : Self.withoutFinalSlashes(fields[1])
        case .glusterdVolfile: fields.count == 3 && fields[0] == Array("option".utf8) ? fields[1] : nil
        case .hosts, .optionGroup, .ctdb, .nfs: nil
        }
    }

    /// A mount point as mount(8) takes it.
    private static func withoutFinalSlashes(_ path: [UInt8]) -> [UInt8] {
        var path = path
        while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        return path
    }
}
