/// Long answers of the command line, as recorded (Tests/HostedEngineTests/Samples).
enum EngineWords {
    static let usage =
        #"""
        Usage: /usr/sbin/hosted-engine [--help] <command> [<command-args>]
            --help
                show this help message.

            The available commands are:
                --deploy [options]
                    run ovirt-hosted-engine deployment.
                --vm-start
                    start VM on this host
                --vm-start-paused.
                    start VM on this host with qemu paused.
                --vm-shutdown
                    gracefully shutdown the VM on this host.
                --vm-poweroff
                    forcefully poweroff the VM on this host.
                --vm-status [--json]
                    VM status according to the HA agent. If --json is given, the
                    output will be in machine-readable (JSON) format.
                --add-console-password [--password=<password>]
                    Create a temporary password for vnc connection. If
                    --password is given, the password will be set to the value
                    provided. Otherwise, if it is set, the environment variable
                    OVIRT_HOSTED_ENGINE_CONSOLE_PASSWORD will be used. As a last
                    resort, the password will be read interactively.
                --config-append=<file>
                    Load extra configuration files or answer file.
                --check-deployed
                    Check whether the hosted engine has been deployed already.
                --check-liveliness
                    Checks liveliness page of engine.
                --connect-storage
                    Connect the hosted engine storage domain.
                --disconnect-storage
                    Disconnect the hosted engine storage domain.
                --console
                    Open the configured serial console.
                --set-maintenance --mode=<mode>
                    Set maintenance status to the specified mode (global/local/none).
                --set-shared-config <key> <value> [--type=<type>]
                    Set specified key to the specified value. If the key is duplicated
                    in several files a type must be provided.
                --get-shared-config <key> [--type=<type>]
                    Get specified key's value. If the key is duplicated in several
                    files a type must be provided.
                --reinitialize-lockspace
                    Make sure all hosted engine agents are down and reinitialize the
                    sanlock lockspaces.
                --clean-metadata
                    Remove the metadata for the current host's agent from the global
                    status database. This makes all other hosts forget about this
                    host.

        """#

    /// On standard error, where a block is newer than the agent knows: version and host are those of the sample.
    static let tooNew =
        #"""
        Traceback (most recent call last):
          File "<frozen runpy>", line 198, in _run_module_as_main
          File "<frozen runpy>", line 88, in _run_code
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 216, in <module>
            if not status_checker.print_status():
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 110, in print_status
            all_host_stats = self._get_all_host_stats()
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 75, in _get_all_host_stats
            all_host_stats = ha_cli.get_all_host_stats()
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/client/client.py", line 146, in get_all_host_stats
            return self.get_all_stats(self.StatModes.HOST, timeout)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/client/client.py", line 96, in get_all_stats
            stats = self._parse_stats(stats, mode)
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/client/client.py", line 132, in _parse_stats
            md = metadata.parse_metadata_to_dict(host_id, data)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/lib/metadata.py", line 162, in parse_metadata_to_dict
            raise FatalMetadataError("Metadata version {0} from host {1}"
        ovirt_hosted_engine_ha.lib.exceptions.FatalMetadataError: Metadata version 2 from host 3 too new for this agent (highest compatible version: 1)

        """#

    /// On standard error, where no broker runs.
    static let noBroker =
        #"""
        Traceback (most recent call last):
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 75, in _get_all_host_stats
            all_host_stats = ha_cli.get_all_host_stats()
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/client/client.py", line 146, in get_all_host_stats
            return self.get_all_stats(self.StatModes.HOST, timeout)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/client/client.py", line 94, in get_all_stats
            stats = broker.get_stats_from_storage()
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/lib/brokerlink.py", line 143, in get_stats_from_storage
            result = self._proxy.get_stats()
                     ^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/xmlrpc/client.py", line 1122, in __call__
            return self.__send(self.__name, args)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/xmlrpc/client.py", line 1464, in __request
            response = self.__transport.request(
                       ^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/xmlrpc/client.py", line 1166, in request
            return self.single_request(host, handler, request_body, verbose)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/xmlrpc/client.py", line 1178, in single_request
            http_conn = self.send_request(host, handler, request_body, verbose)
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/xmlrpc/client.py", line 1291, in send_request
            self.send_content(connection, request_body)
          File "/usr/lib64/python3.9/xmlrpc/client.py", line 1321, in send_content
            connection.endheaders(request_body)
          File "/usr/lib64/python3.9/http/client.py", line 1289, in endheaders
            self._send_output(message_body, encode_chunked=encode_chunked)
          File "/usr/lib64/python3.9/http/client.py", line 1048, in _send_output
            self.send(msg)
          File "/usr/lib64/python3.9/http/client.py", line 986, in send
            self.connect()
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_ha/lib/unixrpc.py", line 76, in connect
            self.sock.connect(base64.b16decode(self.host))
        FileNotFoundError: [Errno 2] No such file or directory

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "<frozen runpy>", line 198, in _run_module_as_main
          File "<frozen runpy>", line 88, in _run_code
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 216, in <module>
            if not status_checker.print_status():
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 110, in print_status
            all_host_stats = self._get_all_host_stats()
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 77, in _get_all_host_stats
            self.log_error(
          File "/usr/lib/python3.9/site-packages/ovirt_hosted_engine_setup/vm_status.py", line 63, in log_error
            json.loads(
          File "/usr/lib64/python3.9/json/__init__.py", line 346, in loads
            return _default_decoder.decode(s)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/json/decoder.py", line 337, in decode
            obj, end = self.raw_decode(s, idx=_w(s, 0).end())
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/usr/lib64/python3.9/json/decoder.py", line 353, in raw_decode
            obj, end = self.scan_once(s, idx)
                       ^^^^^^^^^^^^^^^^^^^^^^
        json.decoder.JSONDecodeError: Invalid control character at: line 1 column 51 (char 50)

        """#

    /// The form for people, where no broker runs.
    static let noBrokerText =
        #"""
        [Errno 2] No such file or directory
        Cannot connect to the HA daemon, please check the logs.
        An error occured while retrieving vm status, please make sure the HA daemon is ready and reachable.
        Unable to connect the HA Broker 

        """#
}
