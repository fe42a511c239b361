#!/usr/bin/env bash
# A throw-away Ceph with an S3 gateway and one user: one monitor, one OSD, one RADOS Gateway, all on the loopback address, in one folder.
#   ceph-rgw.sh start    brings it up, or fails; prints its address
#   ceph-rgw.sh stop     ends the daemons that it started, by their ids, and deletes the folder
#   ceph-rgw.sh status   0 when the gateway answers
#   ceph-rgw.sh env      lines for eval: what the tests on a real server want
# Needs of Debian or Ubuntu: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd curl
# Settings, from the environment: CEPH_DIR CEPH_RGW_PORT CEPH_MON_PORT S3_ACCESS_KEY S3_SECRET_KEY,
#   CEPH_STORE (bluestore, or memstore), CEPH_STORE_BYTES (10 GiB; takes only what is used), KEEP=1 (stop keeps the folder)
set -euo pipefail
D=${CEPH_DIR:-${TMPDIR:-/tmp}/backsight-ceph-$(id -u)}
PORT=${CEPH_RGW_PORT:-7480}
MON_PORT=${CEPH_MON_PORT:-16789}
STORE=${CEPH_STORE:-bluestore}
BYTES=${CEPH_STORE_BYTES:-10737418240}
AK=${S3_ACCESS_KEY:-BACKSIGHTTESTS000001}
SK=${S3_SECRET_KEY:-backsight-tests-on-a-throw-away-server-1}
URL=http://127.0.0.1:$PORT
export CEPH_CONF=$D/ceph.conf
export CEPH_ARGS="--conf=$CEPH_CONF"
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY || true

die() { echo "ceph-rgw: $*" >&2; exit 1; }
alive() { [ -s "$D/$1.pid" ] && kill -0 "$(cat "$D/$1.pid")" 2>/dev/null; }
spawn() { # name command...
    local n=$1; shift
    setsid "$@" </dev/null >"$D/$n.out" 2>&1 &
    echo $! >"$D/$n.pid"
}
wait_for() { # seconds daemon description command...
    local s=$1 d=$2 what=$3 end; shift 3; end=$((SECONDS + s))
    until "$@" >/dev/null 2>&1; do
        alive "$d" || { tail -n 20 "$D/$d.out" "$D/log/"*"$d"* >&2 2>/dev/null || true; echo "ceph-rgw: $d died while waiting for $what" >&2; return 1; }
        [ $SECONDS -lt $end ] || { echo "ceph-rgw: timed out waiting for $what (see $D/log)" >&2; return 1; }
        sleep 0.2
    done
}
retry() { # a monitor command, up to 10 times
    local i; for i in 1 2 3 4 5 6 7 8 9 10; do "$@" 2>>"$D/log/mkfs.out" && return 0; sleep 0.3; done; return 1
}
mon_up()  { ceph --connect-timeout 3 mon stat; }
osd_up()  { ceph --connect-timeout 3 osd stat -f json | grep -q '"num_up_osds":1'; }
rgw_up()  { curl -sf --noproxy '*' -o /dev/null --max-time 2 "$URL/"; }

start() {
    for b in ceph ceph-mon ceph-osd radosgw radosgw-admin monmaptool curl; do
        command -v $b >/dev/null || die "missing $b: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd curl"; done
    ! alive radosgw || die "already running ($URL)"
    [ ! -e "$D" ] || { stop; }
    mkdir -p "$D"/{mon,osd,rgw,run,log,crash}
    local fsid osd_uuid; fsid=$(cat /proc/sys/kernel/random/uuid); osd_uuid=$(cat /proc/sys/kernel/random/uuid)
    cat >"$CEPH_CONF" <<CONF
[global]
fsid = $fsid
mon_initial_members = a
mon_host = v1:127.0.0.1:$MON_PORT
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_ipv4 = true
ms_bind_ipv6 = false
ms_bind_msgr2 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
run_dir = $D/run
admin_socket = $D/run/\$name.asok
log_file = $D/log/\$name.log
pid_file =
crash_dir = $D/crash
mon_cluster_log_file = $D/log/cluster.log
keyring = $D/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_allow_pool_delete = true
mon_max_pg_per_osd = 1000
mon_osd_full_ratio = 0.99
mon_osd_nearfull_ratio = 0.98
mon_data_avail_warn = 1
mon_data_avail_crit = 0
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
[mon.a]
mon_data = $D/mon
mon_addr = 127.0.0.1:$MON_PORT
[osd]
osd_data = $D/osd
osd_journal = $D/osd/journal
osd_objectstore = $STORE
osd_memory_target = 1073741824
# The OSD would register itself in the CRUSH map by monitor commands sent before it has the monmap, and die of
# "wrong fsid" about one start in six; the script registers it instead.
osd_class_update_on_start = false
osd_crush_update_on_start = false
osd_mon_shutdown_timeout = 1
osd_class_load_list = *
osd_class_default_list = *
bluestore_block_create = true
bluestore_block_size = $BYTES
bluestore_fsck_on_mount = false
memstore_device_bytes = $BYTES
[client.rgw.a]
rgw_data = $D/rgw
rgw_frontends = beast endpoint=127.0.0.1:$PORT
rgw_thread_pool_size = 64
rgw_rados_pool_pg_num_min = 4
rgw_bucket_default_quota_max_objects = -1
rgw_enable_usage_log = false
rgw_enable_gc_threads = true
rgw_override_bucket_index_max_shards = ${RGW_SHARDS:-0}
CONF
    : >"$D/keyring"
    monmaptool --create --fsid "$fsid" --addv a "[v1:127.0.0.1:$MON_PORT]" "$D/monmap" >"$D/log/mkfs.out" 2>&1
    ceph-mon -i a --mkfs --monmap "$D/monmap" >>"$D/log/mkfs.out" 2>&1 || { cat "$D/log/mkfs.out" >&2; die "mon mkfs failed"; }
    spawn mon ceph-mon -f -i a
    wait_for 30 mon "the monitor" mon_up || exit 1
    local id n; id=$(retry ceph --connect-timeout 5 osd new "$osd_uuid") || die "osd new failed (see $D/log/mkfs.out)"
    [ "$id" = 0 ] || die "expected osd id 0, got $id"
    retry ceph --connect-timeout 5 osd crush add osd.0 1.0 root=default host=node >/dev/null || die "crush add failed (see $D/log/mkfs.out)"
    ceph-osd -i 0 --mkfs --osd-uuid "$osd_uuid" >>"$D/log/mkfs.out" 2>&1 || { tail -20 "$D/log/mkfs.out" >&2; die "osd mkfs failed"; }
    for n in 1 2 3 4 5; do
        spawn osd ceph-osd -f -i 0
        if wait_for 40 osd "the OSD" osd_up 2>"$D/osd.err"; then break; fi
        [ $n -lt 5 ] || { cat "$D/osd.err" >&2; die "the OSD does not stay up"; }
        echo "ceph-rgw: OSD start $n failed, once more" >&2
    done
    retry radosgw-admin user create --uid=tester --display-name=Tester --access-key="$AK" --secret-key="$SK" >"$D/user.json" \
        || { tail -20 "$D/log/mkfs.out" >&2; die "user create failed"; }
    spawn radosgw radosgw -f -n client.rgw.a
    wait_for 60 radosgw "the gateway on $URL" rgw_up || exit 1
    echo "ceph-rgw: $(radosgw --version | cut -d' ' -f3) up at $URL (folder $D)"
}
stop() {
    local n p i
    for n in radosgw osd mon; do
        [ -s "$D/$n.pid" ] || continue
        p=$(cat "$D/$n.pid")
        if kill -0 "$p" 2>/dev/null && grep -qa "ceph\|radosgw" "/proc/$p/cmdline" 2>/dev/null; then
            kill -TERM "$p" 2>/dev/null || true
            for i in $(seq 150); do kill -0 "$p" 2>/dev/null || break; sleep 0.1; done
            if kill -0 "$p" 2>/dev/null; then echo "ceph-rgw: $n ($p) did not stop in 15 s, killing" >&2; kill -KILL "$p" 2>/dev/null || true; sleep 0.2; fi
        fi
        rm -f "$D/$n.pid"
    done
    if [ -z "${KEEP:-}" ] && [ -f "$D/ceph.conf" ]; then rm -rf -- "$D"; fi
}
case ${1:-} in
    start)  start ;;
    stop)   stop; echo "ceph-rgw: stopped" ;;
    status) rgw_up && echo "ceph-rgw: up at $URL" ;;
    env)    echo "export BACKSIGHT_TEST_S3=$URL AWS_ACCESS_KEY_ID=$AK AWS_SECRET_ACCESS_KEY=$SK AWS_REGION=us-east-1" ;;
    *)      echo "usage: $0 start|stop|status|env" >&2; exit 2 ;;
esac
